// Closes an open menu of the head when one goes elsewhere. Without this module it stays open until it is closed by its own button.
const menus = document.querySelectorAll('details.menu');

function close(but) {
  for (const menu of menus) if (menu !== but) menu.open = false;
}

document.addEventListener('click', (event) => close(event.target.closest('details.menu')));
document.addEventListener('focusin', (event) => close(event.target.closest('details.menu')));
document.addEventListener('keydown', (event) => {
  const open = event.key === 'Escape' && document.querySelector('details.menu[open]');
  if (!open) return;
  open.open = false;
  open.querySelector('summary').focus();
});
