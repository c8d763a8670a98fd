/** The sender that the bench of the command line checks. */
export const CHECKED = { address: '203.0.113.25', reverseName: '25.113.0.203.in-addr.arpa', name: 'mail.example.com' };
