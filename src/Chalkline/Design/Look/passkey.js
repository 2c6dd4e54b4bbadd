// Lets the browser's authenticator sign in, or adds it as a passkey. The pages work without this module: by a password.
const area = document.querySelector('[data-passkey]');
const canDo = window.PublicKeyCredential
  && (area?.dataset.passkey === 'register' ? PublicKeyCredential.parseCreationOptionsFromJSON : PublicKeyCredential.parseRequestOptionsFromJSON);

async function post(address, body) {
  const response = await fetch(address, {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'Content-Type': 'application/json', Accept: 'application/json', RequestVerificationToken: area.dataset.token },
    body: JSON.stringify(body),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.detail);
  return answer;
}

async function ask(options) {
  return area.dataset.passkey === 'register'
    ? navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
    : navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
}

async function run(button, status) {
  button.disabled = true;
  status.textContent = '';
  try {
    const credential = await ask(await post(area.dataset.options, {}));
    const name = area.querySelector('input')?.value;
    const { location } = await post(area.dataset.answer, { credential: credential.toJSON(), name, return: area.dataset.return });
    window.location.assign(location);
  } catch (error) {
    // What the server says is in the page's language; what a browser says when a person cancels is not.
    status.textContent = error.constructor === Error && error.message ? error.message : area.dataset.failed;
    button.disabled = false;
  }
}

if (canDo) {
  area.hidden = false;
  const button = area.querySelector('button');
  button.addEventListener('click', () => run(button, area.querySelector('[role=status]')));
}
