/** Words that other flag tools use, and ours for the same. By the title of the schema they stand in. */
const synonyms: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  OperatorsInput: {
    equals: ['eq', 'is', '=', '==', '===', 'equal', 'value'],
    notEquals: ['ne', 'neq', '!=', '<>', 'isnot', 'notequal'],
    in: ['oneof', 'isoneof', 'isin', 'anyof', 'values'],
    notIn: ['nin', 'noneof', 'notoneof', 'isnotoneof', '!in'],
    startsWith: ['prefix', 'beginswith', 'strstartswith'],
    endsWith: ['suffix', 'strendswith'],
    contains: ['includes', 'substring', 'like', 'strcontains'],
    matches: ['regex', 'regexp', 'match', 'matchesregex', 'pattern', 're2', '~', '=~'],
    greaterThan: ['gt', '>', 'numgt', 'over', 'above'],
    greaterThanOrEquals: ['gte', 'ge', '>=', 'numgte', 'min', 'atleast'],
    lessThan: ['lt', '<', 'numlt', 'under', 'below'],
    lessThanOrEquals: ['lte', 'le', '<=', 'numlte', 'max', 'atmost'],
    before: ['until', 'datebefore', 'earlierthan'],
    after: ['since', 'dateafter', 'laterthan'],
    semverEquals: ['semvereq', 'version', 'veq', 'semver'],
    semverNotEquals: ['semverneq', 'semverne', 'vne'],
    semverGreaterThan: ['semvergt', 'vgt'],
    semverGreaterThanOrEquals: ['semvergte', 'semverge', 'vgte', 'minversion'],
    semverLessThan: ['semverlt', 'vlt'],
    semverLessThanOrEquals: ['semverlte', 'semverle', 'vlte', 'maxversion'],
    exists: ['present', 'ispresent', 'isset', 'set', 'defined', 'exist', 'known'],
    includesAny: ['containsany', 'hasany', 'arraycontainsany'],
    includesAll: ['containsall', 'hasall', 'arraycontainsall'],
    inCidr: ['cidr', 'iprange', 'insubnet', 'subnet', 'ip'],
    ignoreCase: ['caseinsensitive', 'insensitive', 'nocase'],
    negate: ['inverted', 'invert', 'negated', 'inverse'],
    parse: ['coerce', 'number', 'numeric'],
  },
  AssignmentInput: {
    when: [
      'if',
      'condition',
      'conditions',
      'where',
      'targeting',
      'match',
      'rules',
      'constraints',
      'filter',
      'attributes',
    ],
    rollout: ['percent', 'percentage', 'rolloutpercentage', 'share', 'weight', 'traffic', 'ramp', 'steps'],
    serve: [
      'variant',
      'variation',
      'value',
      'weights',
      'split',
      'variants',
      'variations',
      'distribution',
      'serves',
      'then',
    ],
    starts: ['from', 'start', 'startsat', 'since', 'begins'],
    expires: ['until', 'end', 'ends', 'endsat', 'expiresat', 'expiry'],
    everyone: ['everybody', 'all', 'anyone', 'default'],
    bucketBy: ['stickiness', 'hashattribute', 'key', 'by'],
    salt: ['seed'],
    reason: ['description', 'comment', 'note', 'why'],
  },
  EnvironmentInput: {
    origins: ['origin', 'allowedorigins', 'cors', 'corsorigins', 'domains', 'hosts', 'urls'],
    keys: ['apikeys', 'sdkkeys', 'tokens'],
    protected: ['locked', 'critical'],
  },
  GroupInput: {
    members: ['users', 'user', 'include', 'included', 'list'],
    exclude: ['excluded', 'except', 'without', 'not'],
    when: ['if', 'condition', 'conditions', 'where', 'match', 'rules', 'attributes'],
    groups: ['group', 'parents', 'segments'],
  },
  AttributeInput: {
    enum: ['values', 'oneof', 'allowed', 'options'],
    type: ['kind'],
  },
  RampInput: {
    from: ['first', 'begin'],
    to: ['last', 'target', 'until'],
    starts: ['start', 'startsat'],
    ends: ['end', 'expires', 'endsat'],
  },
  RolloutStepInput: {
    at: ['starts', 'start', 'from', 'date', 'when', 'since'],
    percent: ['percentage', 'to', 'share', 'rollout', 'value'],
  },
  // the words of `type`, of a flag or of an attribute
  Type: {
    boolean: ['bool', 'onoff', 'release'],
    integer: ['int', 'long', 'count'],
    float: ['number', 'double', 'decimal', 'numeric'],
    string: ['text', 'str', 'varchar'],
    object: ['json', 'map', 'struct', 'dict'],
    semver: ['version', 'semanticversion'],
    instant: ['date', 'datetime', 'time', 'timestamp'],
    ip: ['ipaddress', 'ipv4', 'ipv6', 'cidr'],
    list: ['array', 'strings', 'set', 'tags'],
  },
  ConditionInput: {
    all: ['and', 'allof', 'every', '&&'],
    any: ['or', 'anyof', 'oneof', 'some', '||'],
    not: ['noneof', 'none', 'nor', '!'],
    group: ['groups', 'segment', 'segments', 'ingroup'],
  },
}

const tables = new Map(
  Object.entries(synonyms).map(([title, ours]) => [
    title,
    new Map(Object.entries(ours).flatMap(([word, theirs]) => theirs.map((their) => [their, word] as const))),
  ]),
)

/** Our word for what somebody may know under another one. */
export function ourWord(title: unknown, word: string): string | undefined {
  return tables.get(String(title))?.get(word.toLowerCase().replaceAll(/[-_ ]/g, ''))
}
