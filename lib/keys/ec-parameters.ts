import { invalidValue } from '../errors.js';
import type { EcParameters } from '../native/index.js';
import { toText } from '../validate.js';
import { asksOpenSsl } from './curve-names.js';
import type { Options } from './encodings.js';

export function toEcParameters({ namedCurve = 'P-256', paramEncoding }: Options): EcParameters {
  const curve = toText(namedCurve, 'options.namedCurve');
  const encoding = paramEncoding ?? 'named';
  if (encoding !== 'named' && encoding !== 'explicit') {
    throw invalidValue('options.paramEncoding', "must be 'named' or 'explicit'", encoding);
  }
  return {
    namedCurve: curve,
    isLookedUpByOpenSsl: asksOpenSsl(curve),
    explicitParameters: encoding === 'explicit',
  };
}
