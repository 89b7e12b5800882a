/**
 * Texts of sources as plain text within the markdown of WeCom and DingTalk: neither links nor mentions nor colours can be made of
 * them. Chats know no common way to escape, so the characters that open them become their full-width likenesses.
 */
export function plainInMarkdown(text: string): string {
  return text.replaceAll('](', '］(').replaceAll('<', '＜').replaceAll('>', '＞');
}
