/** @file The grader's commands as a program, for tests that need a process. */

import { graderCommands } from "@cryolab/grader/internal/commands/index";
import { Command } from "commander";

const program = new Command("cryolab").description("test program");
graderCommands(program);
await program.parseAsync();
