import { type Text, text } from '../../../dashboards/kit/text.ts';
import type { ErrorCode } from '../../../errors/catalogue.ts';

export interface ProblemText {
  readonly happened: Text;
  readonly advice: Text;
}

/** What people are told, by code; everything else gets a general sentence, because its own may quote a statement. */
export const problemTexts: Partial<Record<ErrorCode, ProblemText>> = {
  PORTAL_SIGN_IN: {
    happened: text('尚未登录,或登录已过期。', 'You are not signed in, or your session has ended.'),
    advice: text('请重新登录。', 'Sign in again.'),
  },
  PORTAL_WRONG_LOGIN: {
    happened: text('邮箱或密码不正确。', 'The email or the password is not right.'),
    advice: text(
      '请核对后再试;连续失败十次后账号锁定 15 分钟。',
      'Check both and try again; ten failures in a row lock an account for 15 minutes.',
    ),
  },
  PORTAL_FORBIDDEN: {
    happened: text('您的角色不能查看此内容。', 'Your role may not see this.'),
    advice: text('如工作需要,请联系管理员。', 'Ask an administrator if your work needs it.'),
  },
  PORTAL_NOT_FOUND: {
    happened: text('没有这个页面或图块。', 'There is no such page or tile.'),
    advice: text('请从导航重新进入。', 'Start again from the navigation.'),
  },
  PORTAL_BAD_REQUEST: {
    happened: text('请求的内容无效。', 'The request is not valid.'),
    advice: text('请回到页面重新选择。', 'Go back to the page and choose again.'),
  },
  PORTAL_CSRF: {
    happened: text('页面已过期。', 'The page has expired.'),
    advice: text('请刷新页面后重试。', 'Reload the page and try again.'),
  },
  PORTAL_TOO_MANY: {
    happened: text('请求过于频繁。', 'Too many requests.'),
    advice: text('请一分钟后再试。', 'Wait a minute, then try again.'),
  },
  PORTAL_NOT_PUBLISHED: {
    happened: text('还没有发布任何数据。', 'No data has been published yet.'),
    advice: text(
      '首次运行完成后,页面会自动显示;管理员可用 yardstick run 启动。',
      'The page fills by itself after the first run; an administrator starts it with yardstick run.',
    ),
  },
  PORTAL_RELEASE_GONE: {
    happened: text('页面打开期间数据已更新多次。', 'The data has moved on since this page was opened.'),
    advice: text('请刷新页面查看最新数据。', 'Load the page again to see the newest data.'),
  },
  PORTAL_EXPORT_TOO_LARGE: {
    happened: text(
      '导出超过 10,000 行,需要审批。',
      'The export has more than 10,000 rows and needs approval.',
    ),
    advice: text(
      '请缩短期间或只选一个团队,或请管理员导出。',
      'Choose a shorter period or one team, or ask an administrator for the whole set.',
    ),
  },
  WAREHOUSE_UNREACHABLE: {
    happened: text('数据仓库没有及时回应。', 'The warehouse did not answer in time.'),
    advice: text(
      '请稍后重试;如持续出现请联系管理员。',
      'Try again shortly; tell an administrator if it stays.',
    ),
  },
  WAREHOUSE_BUSY: {
    happened: text('数据仓库正忙。', 'The warehouse is busy.'),
    advice: text('请稍后重试。', 'Try again shortly.'),
  },
};

export const generalProblem: ProblemText = {
  happened: text('出现了意外错误。', 'Something unexpected went wrong.'),
  advice: text(
    '请重试;如持续出现,请把编号告诉管理员。',
    'Try again; if it stays, give the reference to an administrator.',
  ),
};
