// A stylesheet without what no page uses, its colours as custom properties.
import postcss from 'postcss';
import { nameOf, roleOf } from './tokens.mjs';

const hex = /#(?:[0-9a-f]{8}|[0-9a-f]{6}|[0-9a-f]{3,4})\b/gi;

/** The classes that an element must have for a selector to meet it; those that it must not have are no condition to be used. */
function classesOf(selector) {
  const positive = selector.replace(/:not\((?:[^()]|\([^()]*\))*\)/g, '');
  return [...positive.matchAll(/\.((?:\\.|[\w-])+)/g)].map((m) => m[1].replace(/\\/g, ''));
}

/**
 * @param css a stylesheet
 * @param words all that could be a class in the pages
 */
export function trim(css, words) {
  const root = postcss.parse(css);
  root.walkComments((c) => c.remove());
  root.walkAtRules(/^(font-face|charset|-webkit-keyframes)$/, (r) => r.remove());
  root.walkRules((rule) => {
    if (rule.parent.type === 'atrule' && /keyframes$/.test(rule.parent.name)) return;
    const used = rule.selectors.filter((s) => classesOf(s).every((c) => words.has(c)));
    if (used.length === 0) rule.remove();
    else rule.selectors = used;
  });
  root.walkDecls(withoutPictures);
  root.walkDecls(inProperties);
  root.walkAtRules(/keyframes$/, (r) => {
    if (!new RegExp(`animation[^;}]*${r.params}`).test(root.toString())) r.remove();
  });
  empty(root);
  return root;
}

// We ship no pictures: a box that shows one is not made at all, elsewhere the declaration goes.
function withoutPictures(declaration) {
  if (!/url\(/.test(declaration.value)) return;
  const rule = declaration.parent;
  if (/::?(before|after)/.test(rule.selector ?? '')) rule.remove();
  else declaration.remove();
}

function inProperties(declaration) {
  if (declaration.prop.startsWith('--')) return;
  const role = roleOf(declaration.prop);
  declaration.value = declaration.value
    .replace(/(?<![-\w])white(?![-\w])/g, '#fff')
    .replace(hex, (colour) => `var(${nameOf(role, colour)})`);
}

function empty(root) {
  let again = true;
  while (again) {
    again = false;
    root.walk((node) => {
      if ((node.type === 'rule' || node.type === 'atrule') && node.nodes && node.nodes.length === 0) {
        node.remove();
        again = true;
      }
    });
  }
}
