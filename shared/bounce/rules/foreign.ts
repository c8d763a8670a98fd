/**
 * The commonest causes in Korean, Japanese, Chinese, German, French, Spanish, Italian, Polish and Russian, as phrases that the general
 * rules take in. SPF, DKIM and DMARC are called so in all of them.
 */
export const FOREIGN_PTR = [
  '(역방향|리버스|역) (dns|도메인|조회)',
  '역방향dns',
  '역도메인',
  'ptr 레코드',
  '逆引き',
  'ptrレコード',
  '(反向|逆向)(dns|解析|域名|查询| dns)',
  '反解',
  'ptr-eintrag',
  'rückwärtsauflösung',
  'dns (inverse|inverso|inversa)',
  '(résolution|resolución|risoluzione) inver',
  '(enregistrement|registro|record) ptr',
  '(odwrotny|odwrotnego|odwrotnej) (dns|rekord|nazw)',
  '(rekord|rekordu|rekordem) ptr',
  'revdns',
  'обратн(ая|ой|ую|ого|ый) (dns|зон|запис)',
  'ptr(-| )запис',
];

export const FOREIGN_LISTED = [
  '차단된 ip',
  '(ip|아이피) * 차단',
  '차단 목록',
  '스팸 ip',
  'ブラックリスト',
  'ブロックリスト',
  'ip * (拒否|ブロック)',
  '黑名单',
  '黑名單',
  'ip * (被封|被拒|被禁|被限)',
  '(schwarzen|schwarze|schwarzer) liste',
  'sperrliste',
  'ip * gesperrt',
  'liste noire',
  'ip * bloquée',
  'lista(s|) negra',
  'ip * bloquead',
  'lista nera',
  'ip * bloccat',
  'czarn(ej|ą) (liście|listy|listę)',
  'ip * zablokowan',
  '(черном|чёрном|черный|чёрный) спис',
  'ip * блокирован',
  'стоп-лист',
];

/** Whatever refuses the sender is not about the recipient. */
export const FOREIGN_SENDER = [
  '(발신|발송|송신)(자|지|인|| )',
  '(発信|送信|差出)(元|者|人)',
  '(发件|發件|寄件|发信)(人|方|域|地址)',
  'absender',
  'expéditeur',
  'remitente',
  'mittente',
  'nadawc',
  'отправител',
];

export const FOREIGN_FULL = [
  '(메일함|편지함|사서함|저장 공간|저장공간|보관함) * (가득|초과|부족|꽉)',
  '(メールボックス|受信箱|容量) * (いっぱい|一杯|満杯|超え|超過|オーバー)',
  '(邮箱|郵箱|信箱|空间|容量) * (已满|已滿|满|不足|超出|超过)',
  '(postfach|mailbox|speicherplatz|kontingent) * (voll|überschritten|erschöpft|überfüllt)',
  '(boîte|boite|messagerie) * (pleine|saturée)',
  '(buzón|buzon|casilla|bandeja) * (lleno|llena)',
  'cuota * (excedida|superada|agotada)',
  '(casella|mailbox) * (piena|esaurit)',
  'skrzynk(a|i) * (pełna|przepełn|przekroczon)',
  '(ящик|диск) * (переполнен|заполнен)',
  'превышена квота',
  'переполнен',
];

export const FOREIGN_UNKNOWN = [
  '(존재하지 않는|없는|알 수 없는) (수신|사용자|메일|계정|주소|이메일)',
  '(수신자|수신인|사용자|계정|주소|메일) * (없습니다|존재하지 않|찾을 수 없)',
  '(宛先|ユーザ|アドレス|受信者|メールボックス) * (存在しない|不明|ありません|存在しません|見つかりません)',
  '(用户|使用者|收件人|邮箱|地址|帐号|账号|账户) * (不存在|未找到|无效|無效|找不到)',
  '(empfänger|benutzer|adresse|postfach|mailbox) * (existiert nicht|nicht gefunden|nicht vorhanden|ungültig)',
  "(destinataire|utilisateur|adresse|boîte|compte) * (inconnu|introuvable|n'existe pas|invalide)",
  '(usuario|destinatario|buzón|cuenta|dirección) * (desconocid|inexistente|no encontrad|no válid)',
  '(utente|destinatario|casella|indirizzo) * (inesistente|non esiste|non trovat|non valid)',
  '(użytkownik|odbiorca|adres|skrzynka|konto) * (nie istnieje|nieznany|nie znalezion|nieprawidłow)',
  '(пользователь|получатель|адрес|ящик) * (не существует|неизвестен|не зарегистрирован)',
  'нет такого (пользователя|ящика|получателя|адреса)',
];

export const FOREIGN_RATE = [
  '(발송|전송|메일) * (한도|횟수|제한) * 초과',
  '너무 많은 (메일|메시지|연결)',
  '(送信|流量|通数|接続) * (制限|上限|多すぎ)',
  '(频率|頻率|发送量|发信量|流量|数量) * (限制|过高|超过|受限|超出|过快|超限)',
  '发送(频率|过于频繁)',
  'zu viele (nachrichten|e-mails|mails|verbindungen)',
  'trop de (messages|mails|courriels|connexions)',
  "limite d'envoi",
  'demasiad(os|as) (mensajes|correos|conexiones)',
  'límite de (envío|mensajes|correos)',
  'tropp(i|e) (messaggi|email|mail|connessioni)',
  'limite di invio',
  'zbyt (wiele|dużo) (wiadomości|połączeń|maili)',
  'przekroczon(o|y) limit',
  'слишком много (сообщений|писем|соединений|подключений)',
  'превышен лимит',
];

export const FOREIGN_SIZE = [
  '(메일|메시지|첨부|파일|본문) * (크기|용량) * (초과|큽니다|제한)',
  '(メッセージ|メール|サイズ|添付) * (大きすぎ|サイズ制限|超え|超過)',
  '(邮件|郵件|附件|信件) * (过大|太大|過大|大小超)',
  '(nachricht|e-mail|mail|anhang) * zu gro(ß|ss)',
  '(message|courriel|pièce jointe) * (trop gros|trop volumineux|trop grand|dépasse la taille)',
  'taille maximale',
  '(mensaje|correo|adjunto) * (demasiado grande|excede el tamaño|supera el tamaño)',
  'tamaño máximo',
  '(messaggio|allegato) * (troppo grande|supera la dimensione)',
  'dimensione massima',
  '(wiadomość|załącznik) * (zbyt|za) duż',
  'maksymalny rozmiar',
  '(сообщение|письмо|размер) * (слишком больш|слишком велик|превышает)',
];

export const FOREIGN_VIRUS = [
  '바이러스',
  '악성(코드| 코드| 프로그램)',
  'ウイルス',
  'ウィルス',
  'マルウェア',
  '病毒',
  '恶意软件',
  'schadsoftware',
  'wirus',
  'вирус',
];

export const FOREIGN_RELAY = [
  '(릴레이|중계) * (거부|허용|금지|불가)',
  '(中継|リレー) * (拒否|許可|できません|禁止)',
  '(中继|中繼|转发|轉發) * (拒绝|拒絕|不允许|禁止)',
  '(拒绝|禁止|不允许)(中继|转发)',
  '(weiterleitung|relaying) * (nicht erlaubt|verweigert|nicht gestattet)',
  'relais * (interdit|non autorisé)',
  '(reenvío|retransmisión|relay) * (no permitid|denegad|no autorizad)',
  '(inoltro|relay) * (non consentit|negat|non permess|non autorizzat)',
  '(przekazywanie|relay) * (zabronion|niedozwolon|odrzucon)',
  '(пересылка|ретрансляция|релей) * (запрещен|не разрешен|отклонен)',
];

export const FOREIGN_TLS = [
  '(tls|암호화|보안 연결) * (필요|필수|요구)',
  '(tls|暗号化) * (必要|必須)',
  '(tls|加密) * (需要|必须|必須)',
  '(需要|必须|要求|必須) * (tls|加密)',
  '(tls|verschlüsselung) * (erforderlich|benötigt|notwendig)',
  'verschlüsselte verbindung',
  '(tls|chiffrement) * (requis|obligatoire|nécessaire)',
  '(tls|cifrado) * (requerid|obligatori|necesari)',
  '(tls|crittografia|cifratura) * (richiest|obbligatori|necessari)',
  '(tls|szyfrowanie) * wymagan',
  '(tls|шифрование) * (требуется|необходим|обязательн)',
  'требуется (tls|шифрование)',
];

export const FOREIGN_SPAM = [
  '스팸(으로|메일| 메일)',
  '迷惑メール',
  'スパム',
  '垃圾(邮件|郵件)',
  'pourriel',
  'courrier indésirable',
  'correo no deseado',
  'posta indesiderata',
  'niechcian(a|e) (poczta|wiadomoś)',
  'спам',
];

/** Exchange, of mail that waits. */
export const FOREIGN_DELAYED = [
  'noch nicht zugestellt',
  'hat sich verzögert',
  "n'a pas encore été remis",
  'a été retardée',
  'todavía no se ha entregado',
  'se ha retrasado',
  'non è stato ancora recapitato',
  'nog niet bezorgd',
  '배달이 지연',
  '아직 배달되지',
  '配信が遅',
  'まだ配信されて',
  '尚未送达',
];
