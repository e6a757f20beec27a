/** Times as the person who looks at them lives them: in the viewer's own zone and language. */

export class Clockface {
  readonly #language: string;
  readonly #zone: string | undefined;

  constructor(language: string, zone?: string) {
    this.#language = language;
    this.#zone = zone;
  }

  /** Name of the zone in which times are shown, such as “Europe/Berlin”. */
  get zone(): string {
    return this.#format({}).resolvedOptions().timeZone;
  }

  /** “Saturday, 1 March 2025” */
  day(instant: Date): string {
    return this.#format({ weekday: "long", day: "numeric", month: "long", year: "numeric" }).format(instant);
  }

  /** “1 March 2025” */
  date(instant: Date): string {
    return this.#format({ day: "numeric", month: "long", year: "numeric" }).format(instant);
  }

  /** “1 Mar”, where the year is plain */
  shortDate(instant: Date): string {
    return this.#format({ day: "numeric", month: "short" }).format(instant);
  }

  /** “10:05” */
  time(instant: Date): string {
    return this.#format({ hour: "2-digit", minute: "2-digit" }).format(instant);
  }

  /** “1 March 2025, 10:05” */
  moment(instant: Date): string {
    return this.#format({ day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit" }).format(instant);
  }

  /** “3.4 s” from milliseconds. */
  seconds(milliseconds: number): string {
    const number = new Intl.NumberFormat(this.#language, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
    return `${number.format(milliseconds / 1000)} s`;
  }

  /** “40 seconds”, “12 minutes”, “3 hours”: in the largest unit of which there are two, rounded. */
  duration(seconds: number): string {
    const [unit, length] = seconds >= 2 * 3_600 ? (["hour", 3_600] as const) : seconds >= 2 * 60 ? (["minute", 60] as const) : (["second", 1] as const);
    return new Intl.NumberFormat(this.#language, { style: "unit", unit, unitDisplay: "long" }).format(Math.round(seconds / length));
  }

  #format(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
    const zoned = this.#zone === undefined ? options : { ...options, timeZone: this.#zone };
    return new Intl.DateTimeFormat(this.#language, zoned);
  }
}
