/** Absence notes and other automatic replies of people's mailboxes: how their subjects begin, and what they say of themselves. */

/** In the words of Outlook, Gmail, Exchange and those who write their own. */
const SUBJECT =
  /^(?:re: ?|aw: ?)?(?:auto(?:matic|mated)?[ -]?(?:reply|response|responder)|autoreply|out of (?:the )?office|ooo:|vacation|abwesenheit|automatische (?:antwort|abwesenheit)|r[eé]ponse automatique|absence du bureau|absent|respuesta autom[aá]tica|fuera de (?:la )?oficina|risposta automatica|fuori ufficio|resposta autom[aá]tica|odpowied[zź] automatyczna|automatyczna odpowied[zź]|автоматический ответ|автоответ|automatisch antwoord|afwezig|autosvar|automatiskt svar|automaattinen vastaus|automatick[aá] odpov[eě][dď]|otomatik yanıt|자동 ?(?:회신|응답)|부재중|自動(?:応答|返信)|不在|自动(?:回复|答复)|自動(?:回覆|回复))/i;

export const isAutomaticSubject = (subject: string): boolean => SUBJECT.test(subject.trimStart());

type Header = (name: string) => string;

/** RFC 3834 section 5, and the headers that were there before it. */
export const saysAutomatic = (header: Header): boolean =>
  /^auto-replied/i.test(header('auto-submitted').trim()) ||
  /^(?:auto_reply|auto-reply)/i.test(header('precedence').trim()) ||
  [header('x-autoreply'), header('x-autorespond'), header('x-autoresponder')].some((field) => field.trim() !== '');
