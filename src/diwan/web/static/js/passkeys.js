// Passkeys: a form marked data-passkey="create", "get" or "login" asks the device and sends what it answers.
// The encoding of keys is webauthn-json's (shipped with allauth); nothing is stored here.

const ask = { create: (options) => window.webauthnJSON.create(options), get: (options) => window.webauthnJSON.get(options) };

async function optionsOf(form) {
    if (form.dataset.passkey !== 'login') return JSON.parse(form.dataset.options);
    const answer = await fetch(form.action, { headers: { Accept: 'application/json', 'X-Requested-With': 'XMLHttpRequest' } });
    if (!answer.ok) throw new Error(`no passkey options: ${answer.status}`);
    return answer.json();
}

async function credentialFor(form) {
    const options = await optionsOf(form);
    if (form.dataset.passkey !== 'create') return ask.get(options.request_options);
    const wanted = options.creation_options;
    const instead = form.elements.passwordless?.checked;
    const choice = (wanted.publicKey.authenticatorSelection ??= {});
    choice.residentKey = instead ? 'required' : 'discouraged';
    choice.requireResidentKey = Boolean(instead);
    if (instead) choice.userVerification = 'required';
    return ask.create(wanted);
}

for (const form of document.querySelectorAll('form[data-passkey]')) {
    const trouble = form.querySelector('[data-passkey-trouble]');
    form.querySelector('[data-passkey-go]').addEventListener('click', async (event) => {
        event.preventDefault();
        if (trouble) trouble.hidden = true;
        try {
            form.elements.credential.value = JSON.stringify(await credentialFor(form));
            form.submit();
        } catch {
            if (trouble) trouble.hidden = false;
        }
    });
}
