// Imports point one way: apps → engine, intake, queries → kernel. Each rule says why a direction is closed.
const layer = (name, comment, from, to) => ({ name, comment, severity: 'error', from: { path: from }, to });

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    layer('no-cycles', 'Files that need each other, be it for a type, are one file, or need a third.', '', {
      circular: true,
    }),
    layer('kernel-is-pure', 'The kernel imports its own files and the language of conditions.', '^libs/kernel/', {
      pathNot: '^(libs/kernel/|node_modules/@marcbachmann/cel-js/)',
    }),
    layer(
      'log-knows-no-domain',
      'The log stores and hands back events; what they mean is no matter of its own.',
      '^libs/event-log/',
      { path: '^(apps|projections|migrations|libs/(?!event-log|database))' },
    ),
    layer('database-knows-no-domain', 'Pool, data source and embedded server serve everybody.', '^libs/database/', {
      path: '^(apps|libs/(engine|intake|queries|event-log|kernel))/',
    }),
    layer('projections-on-the-kernel', 'A read model knows the events, and nothing that runs them.', '^projections/', {
      path: '^(apps|migrations|libs/(?!kernel|database))',
    }),
    layer('libraries-below-apps', 'Applications put libraries together, never the other way round.', '^libs/', {
      path: '^apps/',
    }),
    layer('sdk-stands-alone', 'Browsers load it whole, so it needs nothing.', '^libs/sdk/.*[.]ts$', {
      pathNot: '^libs/sdk/',
    }),
    layer('intake-decides-nothing', 'Intake turns requests into facts; deciding is the engine.', '^libs/intake/', {
      path: '^(projections|libs/engine)/',
    }),
    layer(
      'queries-only-read',
      'A query is a question to the read models; alerts are made of answers.',
      '^libs/queries/',
      {
        path: '^libs/(engine|alerts)/',
      },
    ),
    layer('engine-needs-no-edge', 'The engine is fed by the log.', '^libs/engine/', {
      path: '^libs/(intake|queries)/',
    }),
    layer('migrations-stand-alone', 'A migration means the same forever.', '^migrations/', {
      path: '^(apps|libs|projections)/',
    }),
    {
      name: 'shapes-are-shared',
      comment: 'A body or an answer that two features show lies in apps/api/shapes.',
      severity: 'error',
      from: { path: '^apps/api/([^/]+)/' },
      to: { path: '\\.dto\\.ts$', pathNot: '^apps/api/$1/' },
    },
    layer('no-framework-in-libraries', 'Nest and its decorators stay at the edge.', '^libs/', {
      path: 'node_modules/(@nestjs|class-validator|rxjs)/',
    }),
    layer('no-tests-in-the-product', 'What runs does not need what tests it.', '^(apps|libs|projections|migrations)/', {
      path: '^(test|docs)/',
    }),
    layer(
      'declared-dependencies',
      'Listed in package.json, as what it is.',
      '^(apps(?!/dashboard)|libs|projections|migrations)/.*[.]ts$',
      {
        dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'npm-dev', 'unknown'],
        dependencyTypesNot: ['type-only'],
      },
    ),
    layer(
      'dashboard-asks-the-api',
      'The page has what the REST API says, and the decimal places of currencies.',
      '^apps/dashboard/src/',
      {
        pathNot: '^(apps/dashboard/src/|node_modules/|libs/kernel/money[.]ts$)',
      },
    ),
    layer('nothing-needs-the-dashboard', 'It is bundled for browsers.', '^(?!apps/dashboard/)', {
      path: '^apps/dashboard/src/',
    }),
    layer('resolvable', 'An import that leads nowhere.', '', { couldNotResolve: true }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
