import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { ApiError, signIn } from '../api/client.ts';
import { useMessages } from '../i18n/setup.ts';
import { LanguageButton, ThemeButton } from '../shell/preferences-menu.tsx';

export function LoginPage(): ReactNode {
  const { t } = useMessages();
  return (
    <main className="login">
      <div className="login-corner">
        <LanguageButton />
        <ThemeButton />
      </div>
      <div className="login-card">
        <img src="/icon.svg" width={40} height={40} alt="" />
        <h1>{t('login.title')}</h1>
        <p className="muted">{t('login.lead')}</p>
        <LoginForm />
      </div>
    </main>
  );
}

function LoginForm(): ReactNode {
  const { t, language } = useMessages();
  const client = useQueryClient();
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const attempt = useMutation({
    mutationFn: () => signIn({ login, password }, language),
    onSuccess: () => client.resetQueries(),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    attempt.mutate();
  };
  return (
    <form onSubmit={submit}>
      <label>
        <span>{t('login.account')}</span>
        <input
          name="login"
          autoComplete="username"
          required
          value={login}
          onChange={(event) => setLogin(event.target.value)}
        />
      </label>
      <label>
        <span>{t('login.password')}</span>
        <input
          name="password"
          type="password"
          autoComplete="current-password"
          required
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
      </label>
      {attempt.error !== null && <LoginError error={attempt.error} />}
      <button type="submit" className="primary" disabled={attempt.isPending}>
        {attempt.isPending ? t('login.busy') : t('login.submit')}
      </button>
    </form>
  );
}

function LoginError({ error }: { readonly error: Error }): ReactNode {
  const { t } = useMessages();
  const problem = error instanceof ApiError && error.status > 0 ? error.problem : undefined;
  return (
    <p className="form-error" role="alert">
      {problem?.message ?? t('error.offline')} {problem?.advice ?? t('error.offlineAdvice')}
    </p>
  );
}
