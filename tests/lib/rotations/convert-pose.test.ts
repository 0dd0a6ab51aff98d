import { type Pose, rotations } from "@cryolab/lib";
import { expect } from "chai";
import { expectClose } from "../../support/close.ts";
import { apply, multiply, transpose, turn } from "./matrices.ts";

const { convertPose, logSO3, poseConvention, rotationFromEuler } = rotations;

type ProgramPose = rotations.ProgramPose;
const degree = Math.PI / 180;
const pixelSize = 1.7;

/** Four places of one hand: the test picture. */
const places = [
  [0, 0, 0],
  [16, 0, 0],
  [0, 12, 0],
  [0, 0, 8],
];

/** Where this library draws the places, Å: the projection, moved by −origin. */
const drawn = ({ rotation, origin }: Pose): number[] =>
  places.flatMap((c) => {
    const [x, y] = apply(transpose(rotation), c);
    return [x - origin[0], y - origin[1]];
  });

/**
 * Where each program draws them, from its own matrix, written out from its papers and sources, entry by entry or turn
 * by turn; nothing of the library is used.
 */
const pictures: { pose: ProgramPose; picture: () => number[] }[] = [
  {
    pose: { program: "relion", rotDeg: 37, tiltDeg: 68, psiDeg: -125, originX: 5, originY: -2 },
    // the frame turns: about z by rot, about the new y by tilt, about the new z by psi; then the particle lies at −origin
    picture: () => {
      const [ca, sa] = [Math.cos(37 * degree), Math.sin(37 * degree)];
      const [cb, sb] = [Math.cos(68 * degree), Math.sin(68 * degree)];
      const [cg, sg] = [Math.cos(-125 * degree), Math.sin(-125 * degree)];
      const A = [
        cg * cb * ca - sg * sa,
        cg * cb * sa + sg * ca,
        -cg * sb,
        -sg * cb * ca - cg * sa,
        -sg * cb * sa + cg * ca,
        sg * sb,
        sb * ca,
        sb * sa,
        cb,
      ];
      return places.flatMap((c) => [apply(A, c)[0] - 5, apply(A, c)[1] + 2]);
    },
  },
  {
    pose: { program: "eman", azDeg: 127, altDeg: 68, phiDeg: 145, txPixels: -2, tyPixels: 3 },
    // az about z, alt about x, phi about z; the projector reads the map at the transposed matrix of the frame
    picture: () => {
      const R = multiply(multiply(turn("z", 127 * degree), turn("x", 68 * degree)), turn("z", 145 * degree));
      return places.flatMap((c) => [
        apply(transpose(R), c)[0] - 2 * pixelSize,
        apply(transpose(R), c)[1] + 3 * pixelSize,
      ]);
    },
  },
  {
    pose: { program: "cryosparc", pose: [0.3, -1.1, 0.8], shiftPixels: [4, -1] },
    // a turn about the axis by its length
    picture: () => {
      const t = Math.hypot(0.3, 1.1, 0.8);
      const u = [0.3 / t, -1.1 / t, 0.8 / t];
      const seen = (c: number[]): number[] => {
        // the inverse turn of c, by components along and across the axis
        const along = c.reduce((s, v, i) => s + v * u[i], 0);
        const cross = [u[1] * c[2] - u[2] * c[1], u[2] * c[0] - u[0] * c[2], u[0] * c[1] - u[1] * c[0]];
        return c.map((v, i) => along * u[i] + Math.cos(t) * (v - along * u[i]) - Math.sin(t) * cross[i]);
      };
      return places.flatMap((c) => [seen(c)[0] - 4 * pixelSize, seen(c)[1] + pixelSize]);
    },
  },
  {
    pose: { program: "cistem", psiDeg: -125, thetaDeg: 68, phiDeg: 37, xShift: 6, yShift: 1 },
    // its matrix carries (x, y, 0) of the image into the map: the slice lies at m k
    picture: () => {
      const [cp, sp] = [Math.cos(37 * degree), Math.sin(37 * degree)];
      const [ct, st] = [Math.cos(68 * degree), Math.sin(68 * degree)];
      const [cs, ss] = [Math.cos(-125 * degree), Math.sin(-125 * degree)];
      const x = [cp * ct * cs - sp * ss, sp * ct * cs + cp * ss, -st * cs]; // first column
      const y = [-cp * ct * ss - sp * cs, -sp * ct * ss + cp * cs, st * ss];
      const dot = (a: number[], b: number[]): number => a.reduce((s, v, i) => s + v * b[i], 0);
      return places.flatMap((c) => [dot(x, c) + 6, dot(y, c) + 1]);
    },
  },
];

describe("convertPose", () => {
  for (const { pose, picture } of pictures)
    it(`draws the test picture where ${pose.program} draws it, and gives its numbers back`, () => {
      const ours = convertPose(pose, { pixelSize });
      expectClose(drawn(ours), picture(), 1e-12);
      const back = convertPose(ours, { to: pose.program, pixelSize });
      const numbers = (p: object): number[] =>
        Object.values(p)
          .flat()
          .filter((v) => typeof v === "number");
      expect(Object.keys(back).sort()).to.deep.equal(Object.keys(pose).sort());
      for (const [key, value] of Object.entries(pose)) {
        const [a, b] = [numbers({ v: value }), numbers({ v: back[key as keyof typeof back] })];
        // angles are free by whole turns
        a.forEach((v, i) => {
          const turns = key.endsWith("Deg") ? Math.round((v - b[i]) / 360) * 360 : 0;
          expect(b[i] + turns, key).to.be.closeTo(v, 1e-10);
        });
      }
    });
  it("agrees between programs: the angles of RELION, EMAN and cisTEM for one view", () => {
    const pose = { rotation: rotationFromEuler(0.3, 1.1, -0.7), origin: [3, -6] } as const;
    const relion = convertPose(pose, { to: "relion", pixelSize });
    const eman = convertPose(pose, { to: "eman", pixelSize });
    const cistem = convertPose(pose, { to: "cistem", pixelSize });
    const cryosparc = convertPose(pose, { to: "cryosparc", pixelSize });
    expectClose(
      [relion.rotDeg, relion.tiltDeg, relion.psiDeg].map((v) => v * degree),
      [0.3, 1.1, -0.7],
      1e-14,
    );
    expectClose(
      [eman.azDeg, eman.altDeg, eman.phiDeg],
      [relion.rotDeg + 90, relion.tiltDeg, relion.psiDeg - 90],
      1e-12,
    );
    expectClose([cistem.phiDeg, cistem.thetaDeg, cistem.psiDeg], [relion.rotDeg, relion.tiltDeg, relion.psiDeg], 1e-12);
    expectClose(cryosparc.pose, logSO3(pose.rotation), 1e-15);
    expect([relion.originX, cistem.xShift]).to.deep.equal([3, -3]);
    expectClose([cryosparc.shiftPixels[1], eman.tyPixels], [-6 / pixelSize, 6 / pixelSize], 1e-15);
  });
  it("names what it refuses", () => {
    const pose = { rotation: rotationFromEuler(0, 0, 0), origin: [0, 0] } as const;
    expect(() => convertPose(pose, { to: "spider" as "eman", pixelSize: 1 })).to.throw(
      RangeError,
      "convertPose: `to` must be one of relion, eman, cryosparc, cistem, got spider",
    );
    expect(() => convertPose(pose, { to: "relion", pixelSize: 0 })).to.throw(
      "pixelSize must be finite and above 0, got 0",
    );
    expect(() => convertPose({ ...pose, origin: [Number.NaN, 0] }, { to: "relion", pixelSize: 1 })).to.throw(
      "convertPose: origin must be finite, got [NaN, 0]",
    );
    expect(() => convertPose({ program: "xmipp" } as unknown as ProgramPose, { pixelSize: 1 })).to.throw(
      "convertPose: pose.program must be one of relion, eman, cryosparc, cistem, got xmipp",
    );
  });
});

describe("poseConvention", () => {
  it("says angles, rotation and shift of every program", () => {
    for (const program of ["relion", "eman", "cryosparc", "cistem"] as const) {
      const convention = poseConvention(program);
      expect(convention.program).to.equal(program);
      expect(convention.rotation).to.match(/^R = /);
      expect(convention.shift).to.match(/Å|pixels/);
    }
    expect(() => poseConvention("imagic" as "eman")).to.throw(
      RangeError,
      "poseConvention: program must be one of relion, eman, cryosparc, cistem, got imagic",
    );
  });
});
