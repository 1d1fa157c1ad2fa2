/** One thing that was looked at, and how it stands. */
export interface DoctorCheck {
  readonly name: string;
  /** `warning` is worth knowing, `failed` is in the way. */
  readonly status: "ok" | "warning" | "failed";
  readonly detail: string;
  /** What to do about it. */
  readonly hint?: string | undefined;
}

const MB = 1024 ** 2;

/** A thousand epics take about 60 MB. */
export function judgeDiskSpace(freeBytes: number, folder: string): DoctorCheck {
  const detail = `${Math.floor(freeBytes / MB)} MB free at ${folder}`;
  const hint = "free some space: every step of a run is saved there";
  if (freeBytes < 10 * MB) return { name: "disk space", status: "failed", detail, hint };
  if (freeBytes < 100 * MB) return { name: "disk space", status: "warning", detail, hint };
  return { name: "disk space", status: "ok", detail };
}

/** The first of the three that is set is what programs go by. */
export function judgeLocale(env: Readonly<Record<string, string | undefined>>): DoctorCheck {
  const locale = env["LC_ALL"] || env["LC_CTYPE"] || env["LANG"] || "";
  if (/utf-?8/i.test(locale)) return { name: "locale", status: "ok", detail: locale };
  return {
    name: "locale",
    status: "warning",
    detail: locale === "" ? "none is set" : `${locale} is not UTF-8`,
    hint: "export LC_ALL=C.UTF-8, so that the terminal shows every character",
  };
}
