#!/usr/bin/env bash
# Prepares the image, once, when Gradescope builds it: Node and packages are in this folder when the zip was made on Linux,
# else they are fetched.
set -euo pipefail
cd "${AUTOGRADER:-/autograder}/source"
chmod +x run_autograder bin/node 2>/dev/null || true
chmod -R go-rwx course

if ! bin/node --version >/dev/null 2>&1; then
  rm -f bin/node
  if ! node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 22 || (a === 22 && b >= 12) || (a === 20 && b >= 19) ? 0 : 1)' 2>/dev/null; then
    curl -fsSL https://nodejs.org/dist/v22.12.0/node-v22.12.0-linux-x64.tar.gz | tar xz -C /usr/local --strip-components=1
  fi
  npm ci --no-audit --no-fund
fi

# The stronger wall, where the image lets it work; the level is written beside every result.
if [ -z "${NO_APT:-}" ] && ! command -v bwrap >/dev/null 2>&1; then
  (apt-get update -q && apt-get install -qy --no-install-recommends bubblewrap util-linux) >/dev/null 2>&1 || true
fi
