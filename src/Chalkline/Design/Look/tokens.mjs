// The colours of the U.S. Web Design System by the names of its tokens, and what becomes of each in the dark theme.
// A colour is named by what it is used for (bg, fg, line) and by its token, because the same white is a page in one place and the text of a button in another.

export const light = {
  white: '#ffffff', ink: '#1b1b1b', black: '#000000',
  'base-lightest': '#f0f0f0', 'base-lighter': '#dfe1e2', 'base-light': '#a9aeb1', base: '#71767a', 'base-dark': '#565c65', 'base-darker': '#3d4551', 'base-darkest': '#2d2e2f',
  'primary-lighter': '#d9e8f6', 'primary-light': '#73b3e7', primary: '#005ea2', 'primary-vivid': '#0050d8', 'primary-dark': '#1a4480', 'primary-darker': '#162e51',
  'secondary-lighter': '#f8dfe2', 'secondary-light': '#f2938c', secondary: '#d83933', 'secondary-dark': '#b50909', 'secondary-darker': '#8b0a03',
  'accent-cool-lighter': '#e1f3f8', 'accent-cool-light': '#97d4ea', 'accent-cool': '#00bde3', 'accent-cool-dark': '#28a0cb', 'accent-cool-darker': '#07648d',
  'info-lighter': '#e7f6f8', 'info-light': '#99deea', 'info-dark': '#009ec1', 'info-darker': '#2e6276',
  'success-lighter': '#ecf3ec', 'success-light': '#70e17b', success: '#00a91c', 'success-dark': '#008817', 'success-darker': '#216e1f',
  'warning-lighter': '#faf3d1', 'warning-light': '#fee685', warning: '#ffbe2e', 'warning-dark': '#e5a000', 'warning-darker': '#936f38', 'warning-ink': '#7a4a00',
  'error-lighter': '#f4e3db', 'error-light': '#f39268', error: '#d54309', 'error-darker': '#6f3331',
  disabled: '#757575', 'disabled-light': '#c9c9c9', 'disabled-lighter': '#adadad', focus: '#2491ff', visited: '#54278f', open: '#4d3d8f',
};

const dark = {
  bg: {
    white: '#15191f', ink: '#e9edf2', black: '#ffffff', 'base-lightest': '#20262e', 'base-lighter': '#2f3742', 'base-light': '#4b5563', base: '#8d97a3', 'base-dark': '#b3bcc7',
    'primary-lighter': '#1d3043', 'primary-light': '#2c4a68', primary: '#73b3e7', 'primary-vivid': '#73b3e7', 'primary-dark': '#9dcbf0', 'primary-darker': '#c3dff6',
    secondary: '#f2938c', 'secondary-dark': '#f6b3ad', 'secondary-darker': '#fad1cd',
    'info-lighter': '#162d36', 'success-lighter': '#18301c', 'warning-lighter': '#352b12', 'error-lighter': '#3d221b', 'accent-cool-darker': '#97d4ea',
    disabled: '#5b6470', 'disabled-light': '#3a424d', 'disabled-lighter': '#3a424d',
  },
  fg: {
    white: '#11151a', ink: '#e9edf2', black: '#ffffff', 'base-light': '#8d97a3', base: '#a3adb9', 'base-dark': '#b3bcc7', 'base-darker': '#ccd3db', 'base-darkest': '#e9edf2',
    primary: '#8fc4f7', 'primary-vivid': '#8fc4f7', 'primary-dark': '#b5d9fb', 'primary-darker': '#d3e8fc', visited: '#c9b3f5', open: '#c2b5ff',
    secondary: '#ff9d91', 'secondary-dark': '#ffa499', 'secondary-darker': '#ffc3bc', error: '#ff9d91', 'success-dark': '#83d694', 'success-darker': '#83d694', 'warning-ink': '#f2c063',
    'warning-darker': '#f2c063', 'info-darker': '#99deea', disabled: '#a3adb9', 'disabled-light': '#8d97a3', 'disabled-lighter': '#8d97a3',
  },
  line: {
    white: '#15191f', ink: '#c5ccd5', black: '#ffffff', 'base-lightest': '#2f3742', 'base-lighter': '#3b4450', 'base-light': '#5b6470', base: '#8d97a3', 'base-dark': '#a3adb9', 'base-darker': '#b3bcc7',
    primary: '#73b3e7', 'primary-light': '#3d648b', 'primary-dark': '#9dcbf0', 'primary-darker': '#c3dff6', secondary: '#f2938c', 'secondary-dark': '#ffa499', 'secondary-darker': '#fad1cd',
    'accent-cool': '#36b9dd', 'success-dark': '#83d694', success: '#4fbf62', warning: '#d9a032', 'warning-ink': '#f2c063', error: '#f08a66', open: '#c2b5ff', focus: '#58a9ff',
    disabled: '#8d97a3', 'disabled-light': '#5b6470', 'disabled-lighter': '#5b6470',
  },
};

const names = new Map(Object.entries(light).map(([token, value]) => [value, token]));

const long = (hex) => (hex.length < 6 ? '#' + [...hex.slice(1)].map((c) => c + c).join('') : hex).toLowerCase();

/** What a declaration uses its colours for. */
export function roleOf(property) {
  if (/^background/.test(property)) return 'bg';
  return /^(border|outline|box-shadow|stroke|column-rule|text-decoration)/.test(property) ? 'line' : 'fg';
}

/** The custom property for a colour as it stands in a stylesheet. */
export function nameOf(role, colour) {
  const value = long(colour);
  return `--${role}-${names.get(value) ?? 'c' + value.slice(1)}`;
}

/** A property's value in both themes; null for one that is no colour of ours. */
export function valuesOf(name) {
  const [, role, token] = /^--(bg|fg|line)-(.+)$/.exec(name) ?? [];
  if (!role) return null;
  const value = light[token] ?? (/^c[0-9a-f]{6,8}$/.test(token) ? '#' + token.slice(1) : null);
  // What lets something shine through is a shadow or a veil: dark in both.
  return value && { light: value, dark: dark[role][token] ?? (value.length > 7 ? value : turned(value)) };
}

/** A colour that nobody has chosen a dark one for: of the same hue, as light as it was dark. */
function turned(hex) {
  const [r, g, b] = [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16));
  const shift = 255 - Math.max(r, g, b) - Math.min(r, g, b);
  return '#' + [r, g, b].map((c) => Math.min(255, Math.max(0, c + shift)).toString(16).padStart(2, '0')).join('');
}
