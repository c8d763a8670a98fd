/**
 * The registrable domain of a name by the Public Suffix List ("mail.example.co.uk" -> "example.co.uk"). It has a file of its
 * own because the list weighs 120 KB, which a function that has no use for it is not to load.
 */
import { getDomain, parse } from 'tldts';

/** The name itself where no suffix is known. */
export const organisationalDomain = (name: string): string => getDomain(name, { allowPrivateDomains: true }) ?? name;

/** Whether the name ends in a suffix under which domains are registered: `mail.vendor.com`, and no `smtp.mail`. */
export const hasPublicSuffix = (name: string): boolean => {
  const { isIcann, domain } = parse(name);
  return isIcann === true && domain !== null;
};
