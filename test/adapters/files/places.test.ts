import { join } from "node:path";

import { expect, test } from "vitest";

import {
  findPlaces,
  findProjectRoot,
  findTicketsRoot,
  shownPath,
} from "../../../src/adapters/files/places.ts";
import { tempFolder } from "../../fakes/temp-folder.ts";

test.each([".git/HEAD", ".git", ".ai/state/x"])("the folder with %s is the project", (marker) => {
  const home = tempFolder({ [`work/app/${marker}`]: "", "work/app/src/deep/x": "" });
  expect(findProjectRoot(join(home, "work/app/src/deep"), home)).toBe(join(home, "work/app"));
});

test("the nearest project counts", () => {
  const home = tempFolder({ "app/.git": "", "app/part/.ai/x": "", "app/part/src/x": "" });
  expect(findProjectRoot(join(home, "app/part/src"), home)).toBe(join(home, "app/part"));
});

test("without a mark, the project is where one stands", () => {
  const home = tempFolder({ "app/src/x": "" });
  expect(findProjectRoot(join(home, "app/src"), home)).toBe(join(home, "app/src"));
});

test("what lies above the home folder is nobody's project", () => {
  const above = tempFolder({ ".git": "", "home/app/x": "" });
  const home = join(above, "home");
  expect(findProjectRoot(join(home, "app"), home)).toBe(join(home, "app"));
  expect(findProjectRoot(join(home, "app"), "/elsewhere")).toBe(above);
});

test("the root of the disk is nobody's project either", () => {
  expect(findProjectRoot("/", "/root")).toBe("/");
});

test("state lies in the project unless the environment says where", () => {
  const home = tempFolder({ "app/.git": "", "app/src/x": "" });
  const cwd = join(home, "app/src");
  expect(findPlaces(cwd, { HOME: home }).stateFolder).toBe(join(home, "app/.ai/state"));
  expect(findPlaces(cwd, { HOME: home, EPIC_STATE_DIR: "s" }).stateFolder).toBe(join(cwd, "s"));
  expect(findPlaces(cwd, { HOME: home, EPIC_STATE_DIR: "/s" }).stateFolder).toBe("/s");
});

test("the project's file in config/ comes before the one in .ai/", () => {
  const both = tempFolder({ "config/epic-creator-v2.yml": "", ".ai/config.yml": "" });
  expect(findPlaces(both, { HOME: both }).projectConfig).toBe(
    join(both, "config/epic-creator-v2.yml"),
  );
  const one = tempFolder({ ".ai/config.yml": "" });
  expect(findPlaces(one, { HOME: one }).projectConfig).toBe(join(one, ".ai/config.yml"));
  const none = tempFolder();
  expect(findPlaces(none, { HOME: none }).projectConfig).toBeUndefined();
});

test("a person's file lies below XDG_CONFIG_HOME, or below .config", () => {
  const home = tempFolder({
    "xdg/epic-creator/config.yml": "",
    ".config/epic-creator/config.yml": "",
  });
  const find = (xdg: string) => findPlaces(home, { HOME: home, XDG_CONFIG_HOME: xdg }).userConfig;
  expect(find(join(home, "xdg"))).toBe(join(home, "xdg/epic-creator/config.yml"));
  expect(find("")).toBe(join(home, ".config/epic-creator/config.yml"));
  expect(find("xdg")).toBe(join(home, ".config/epic-creator/config.yml"));
  expect(find(join(home, "none"))).toBeUndefined();
});

test("a path is shown short where it lies below", () => {
  expect(shownPath("/a/b", "/a/b/c/d.yml")).toBe("c/d.yml");
  expect(shownPath("/a/b", "/a/x.yml")).toBe("/a/x.yml");
});

test("tickets are kept in the project, or in the one folder of it that keeps planning apart", () => {
  const apart = tempFolder({ "planning ü/.ai/workflow/x": "", "app/.ai/state/x": "", "a.md": "" });
  expect(findTicketsRoot(apart)).toBe(join(apart, "planning ü"));
  const both = tempFolder({ "planning/.ai/workflow/x": "", ".ai/workflow/x": "" });
  expect(findTicketsRoot(both)).toBe(both);
  const none = tempFolder({ "app/x": "" });
  expect(findTicketsRoot(none)).toBe(none);
  expect(findTicketsRoot(join(none, "gone"))).toBe(join(none, "gone"));
});

test("two places for tickets are one too many", () => {
  const two = tempFolder({ "a/.ai/workflow/x": "", "b/.ai/workflow/x": "" });
  expect(() => findTicketsRoot(two)).toThrow(
    "Tickets are kept in more than one place: a/.ai, b/.ai",
  );
});
