// Writes what ICU has of times and durations, for all locales that this Node knows:
//   node icu.mjs times > written-times.tsv        how browsers write times, which WrittenTimeTableTests reads
//   node icu.mjs durations > written-durations.tsv  how they write hours, minutes and seconds
//   node icu.mjs periods                          the words of DayPeriods.cs
//   node icu.mjs units                            the words of DurationUnits.cs
const hidden = /[\p{Cf}\p{Zs}]/gu;
const escape = text => text.replace(hidden, mark => (mark === ' ' ? mark : `\\u${mark.codePointAt(0).toString(16).padStart(4, '0')}`));
const letters = [...'abcdefghijklmnopqrstuvwxyz'];
const pairs = letters.flatMap(first => letters.map(second => first + second));
const regions = ['001', '150', '419', ...pairs.map(pair => pair.toUpperCase())];
const scripts = 'Adlm Arab Beng Cans Cyrl Deva Ethi Guru Hans Hant Hebr Latn Mong Mtei Nkoo Olck Orya Rohg Syrc Telu Tfng Vaii'.split(' ');

const resolved = tag => new Intl.DateTimeFormat(tag).resolvedOptions().locale;

function locales() {
  const found = new Set();
  for (const code of [...pairs, ...pairs.flatMap(pair => letters.map(letter => pair + letter))]) {
    const language = new Intl.Locale(code).language;
    if (Intl.DateTimeFormat.supportedLocalesOf(code).length === 0 || resolved(code).split('-')[0] !== language) {
      continue;
    }

    for (const base of [language, ...scripts.map(script => `${language}-${script}`)].filter(tag => resolved(tag) === tag)) {
      found.add(base);
      regions.map(region => `${base}-${region}`).filter(tag => resolved(tag) === tag).forEach(tag => found.add(tag));
    }
  }

  return [...found].sort();
}

// Lines of one content are one line with all of their locales.
function table(kinds, columns, write) {
  const lines = new Map();
  for (const locale of locales()) {
    for (const kind of Object.keys(kinds)) {
      const key = `${kind}\t${columns.map(column => escape(write(locale, kinds[kind], column))).join('\t')}`;
      lines.set(key, [...(lines.get(key) ?? []), locale]);
    }
  }

  console.log(['kind', ...columns, 'locales'].join('\t'));
  lines.forEach((names, key) => console.log(`${key}\t${names.join(' ')}`));
}

function times() {
  const instants = `2026-02-17T09:58:05 2026-12-05T00:00:00 2026-12-05T12:00:00 2026-03-07T00:30:09 2026-03-07T12:30:09 2026-11-25T21:50:00
    2024-02-29T11:59:59 2027-01-01T23:59:59 2026-08-09T05:06:07 2026-10-11T18:07:08 2020-12-31T15:00:00 2029-06-04T01:10:11`.split(/\s+/u);
  table({ default: {}, short: { dateStyle: 'short', timeStyle: 'medium' } }, instants, (locale, style, instant) =>
    new Date(`${instant}Z`).toLocaleString(locale, { ...style, timeZone: 'UTC' }));
}

function durations() {
  const styles = Object.fromEntries(['short', 'narrow', 'long'].map(style => [style, style]));
  table(styles, ['1 1 2', '0 2 11', '3 5 21', '10 45 59', '22 34 8'], (locale, unitDisplay, duration) => {
    const numbers = duration.split(' ');
    return ['hour', 'minute', 'second'].map((unit, index) =>
      new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay }).format(Number(numbers[index]))).join(' ');
  });
}

const key = word => word.normalize('NFKC').toUpperCase().replace(/[\p{P}\p{Z}\p{Cf}\s]/gu, '');

function periods() {
  const words = new Map();
  const add = (word, hour) => (words.get(word) ?? words.set(word, new Set()).get(word)).add(hour);
  for (const locale of locales()) {
    const flexible = ['zh', 'yue', 'ja', 'ko', 'vi'].includes(locale.split('-')[0]) ? [{ dayPeriod: 'short' }, { dayPeriod: 'long' }] : [];
    for (let hour = 0; hour < 24; hour++) {
      for (const style of [{ second: 'numeric' }, ...flexible]) {
        new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: 'numeric', hour12: true, timeZone: 'UTC', ...style })
          .formatToParts(new Date(Date.UTC(2026, 1, 17, hour, 30)))
          .filter(part => part.type === 'dayPeriod').forEach(part => add(key(part.value), hour));
      }
    }
  }

  const hours = [...Array(12).keys()];
  const patterns = new Map();
  for (const [word, all] of words) {
    const pattern = hours.map(hour => (all.has(hour) ? (all.has(hour + 12) ? '?' : 'a') : all.has(hour + 12) ? 'p' : '-')).join('');
    patterns.set(pattern, [...(patterns.get(pattern) ?? []), word]);
  }

  patterns.forEach((found, pattern) => console.log(`${pattern} ${found.sort().join(' ')}`));
}

function units() {
  const words = new Map();
  for (const locale of locales()) {
    for (const unit of ['day', 'hour', 'minute', 'second']) {
      for (const unitDisplay of ['short', 'narrow', 'long']) {
        for (const number of [0, 1, 2, 3, 5, 8, 10, 11, 20, 21, 22, 45, 100]) {
          const parts = new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay }).formatToParts(number);
          const named = parts.filter(part => part.type === 'unit');
          if (named.length === 1 && parts.some(part => part.type === 'integer')) {
            const word = key(named[0].value);
            words.set(word, (words.get(word) ?? new Set()).add(unit));
          }
        }
      }
    }
  }

  const groups = new Map();
  words.forEach((found, word) => groups.set([...found].sort().join(' '), [...(groups.get([...found].sort().join(' ')) ?? []), word]));
  groups.forEach((found, group) => console.log(`${group}: ${found.sort().join(' ')}`));
}

({ times, durations, periods, units })[process.argv[2]]();
