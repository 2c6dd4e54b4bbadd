// Makes what every page looks like: stylesheets, fonts, the sheet of icons, small scripts; each under a name with its hash, compressed beforehand.
//   node build.mjs PROJECT OUT     (the build of the project does this by itself)
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import zlib from 'node:zlib';
import { trim } from './trim.mjs';
import { valuesOf } from './tokens.mjs';

const [project, out] = process.argv.slice(2);
const here = path.dirname(fileURLToPath(import.meta.url));
const uswds = path.join(here, 'node_modules/@uswds/uswds/dist');
const manifest = [];

fs.rmSync(out, { recursive: true, force: true });
fs.mkdirSync(out, { recursive: true });

const fonts = ['regular', 'bold'].map((weight) => ({
  weight: weight === 'bold' ? 700 : 400,
  file: put(`source-sans-${weight}.woff2`, 'font/woff2', fs.readFileSync(path.join(uswds, `fonts/source-sans-pro/sourcesanspro-${weight}-webfont.woff2`))),
}));
for (const script of fs.readdirSync(here).filter((f) => f.endsWith('.js'))) put(script, 'text/javascript; charset=utf-8', read(script));
put('icon.svg', 'image/svg+xml', read('icon.svg'));
put('icons.svg', 'image/svg+xml', icons());
// The report that stands alone has no fonts; neither has what families load on a phone.
put('site.css', 'text/css; charset=utf-8', sheet([''], true));
put('public.css', 'text/css; charset=utf-8', sheet(['Design', 'PublicPage'], false));
put('report.css', 'text/css; charset=utf-8', sheet(['Design', 'Pilots'], false));
// A line each: its name here, the name in addresses, its type.
fs.writeFileSync(path.join(out, 'manifest.txt'), manifest.map((l) => l.join('\t') + '\n').join(''));

function read(file) {
  return fs.readFileSync(path.join(here, file), 'utf8');
}

/** Writes a file, beside it what can be sent instead of it, and answers its name in addresses. */
function put(name, type, content) {
  const bytes = Buffer.from(content);
  const [, stem, ending] = /^(.+)(\.\w+)$/.exec(name);
  const served = `${stem}-${createHash('sha256').update(bytes).digest('hex').slice(0, 12)}${ending}`;
  fs.writeFileSync(path.join(out, name), bytes);
  if (ending !== '.woff2') {
    fs.writeFileSync(path.join(out, name + '.br'), zlib.brotliCompressSync(bytes, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 11, [zlib.constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }));
    fs.writeFileSync(path.join(out, name + '.gz'), zlib.gzipSync(bytes, { level: 9 }));
  }
  manifest.push([name, served, type]);
  return served;
}

/** All that could be a class in the components of these folders. */
function wordsIn(folders) {
  const words = new Set();
  for (const folder of folders)
    for (const file of fs.readdirSync(path.join(project, folder), { recursive: true }).map(String))
      if (file.endsWith('.razor') && !/(^|[\\/])(bin|obj|node_modules)[\\/]/.test(file))
        for (const [word] of fs.readFileSync(path.join(project, folder, file), 'utf8').matchAll(/[a-z][\w:-]*/gi)) words.add(word);
  return words;
}

function sheet(folders, withFonts) {
  const words = wordsIn(folders.filter((f) => fs.existsSync(path.join(project, f))));
  const rules = trim(fs.readFileSync(path.join(uswds, 'css/uswds.min.css'), 'utf8'), words).toString() + small(trim(read('look.css'), words).toString());
  return (withFonts ? fonts.map(face).join('') : '') + themes(rules) + rules;
}

function face({ weight, file }) {
  return `@font-face{font-family:"Source Sans Pro Web";font-weight:${weight};font-display:fallback;src:url(${file}) format("woff2")}`;
}

/** What the custom properties of the rules are: in the light, in the dark (as the device says, or as the person chose), on paper always in the light. */
function themes(rules) {
  const values = [...new Set([...rules.matchAll(/var\((--[\w-]+)/g)].map((m) => m[1]))].sort().map((name) => {
    const value = valuesOf(name);
    if (!value && /^--(bg|fg|line)-/.test(name)) throw new Error(`${name} is no colour of tokens.mjs.`);
    return value && { name, ...value };
  }).filter(Boolean);
  const block = (theme) => values.filter((v) => theme === 'light' || v.dark !== v.light).map((v) => `${v.name}:${v[theme]}`).join(';');
  const dark = `color-scheme:dark;--plate:#fff;${block('dark')}`;
  return `:root{color-scheme:light;--plate:transparent;${block('light')}}`
    + `@media screen and (prefers-color-scheme:dark){:root:not([data-theme=light]){${dark}}}@media screen{:root[data-theme=dark]{${dark}}}`;
}

/** Our own stylesheet is written to be read. */
function small(css) {
  return css.replace(/\s+/g, ' ').replace(/ ?([{};,]) ?/g, '$1').replace(/: /g, ':').replace(/;}/g, '}');
}

/** The icons that IconName names, each a symbol that takes the colour of the text around it. */
function icons() {
  const names = [...fs.readFileSync(path.join(project, 'Design/IconName.cs'), 'utf8').matchAll(/new\("(\w+)"\)/g)].map((m) => m[1]).sort();
  const symbols = names.map((name) => {
    const svg = fs.readFileSync(path.join(uswds, `img/usa-icons/${name}.svg`), 'utf8');
    const inside = /<svg[^>]*>([\s\S]*)<\/svg>/.exec(svg)[1].replace(/<path fill="none"[^>]*\/>|<path d="M0 0h24v24H0[zV]?"[^>]*\/>/g, '');
    return `<symbol id="${name}" viewBox="0 0 24 24">${inside}</symbol>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join('')}</svg>`;
}
