// A real provider of OpenID Connect for tests: node provider.mjs MODULE PORT CLIENT SECRET REDIRECT_ADDRESS
import { pathToFileURL } from "node:url";

const [module, port, client, secret, redirect] = process.argv.slice(2);
const { default: Provider } = await import(pathToFileURL(module).href);
const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [
    {
      client_id: client,
      client_secret: secret,
      redirect_uris: [redirect],
      post_logout_redirect_uris: [redirect],
      backchannel_logout_uri: new URL("/api/session/single-sign-on/provider-sign-out", redirect).href,
      // Like the tests' pages: http on this machine.
      application_type: "native",
      token_endpoint_auth_method: "client_secret_basic",
    },
  ],
  features: { backchannelLogout: { enabled: true } },
  // It refuses to tell programs on this machine anything; the tests' pages are such.
  fetch: (address, { dispatcher: _guard, ...options }) => fetch(address, options),
  pkce: { required: () => true },
  findAccount: (_context, subject) => ({ accountId: subject, claims: () => ({ sub: subject }) }),
});
provider.listen(Number(port), "127.0.0.1", () => console.log("ready"));
