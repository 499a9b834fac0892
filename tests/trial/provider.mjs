// A real OpenID provider on loopback: whoever types a name is that person; `twin` claims to be `clerk`, under its own subject.
const { default: Provider } = await import(`${process.env.PROVIDER_FOLDER}/node_modules/oidc-provider/lib/index.js`);
const port = Number(process.env.PROVIDER_PORT);

const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [{
    client_id: 'kuangjian', client_secret: 'a secret of the client', redirect_uris: ['http://kj.example.cn/sso/callback'],
    grant_types: ['authorization_code'], response_types: ['code'],
  }],
  claims: { openid: ['sub'], profile: ['preferred_username'] },
  pkce: { required: () => true },
  cookies: { keys: ['only for a trial'] },
  findAccount: (_, id) => ({
    accountId: id,
    claims: () => ({ sub: `person-${id}`, preferred_username: id === 'twin' ? 'clerk' : id }),
  }),
});
provider.listen(port, '127.0.0.1', () => console.log('ready'));
