/** Containers do not run in the tests. What their files name has to be there: variables, paths, ports, routes. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { Environment, readEnvironment } from '../../apps/environment';

const ROOT = path.join(__dirname, '../..');
const OPERATIONS = path.join(ROOT, 'docs/operations');
const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');
const found = (pattern: RegExp, text: string) => [...text.matchAll(pattern)].map((match) => match[1]!);

const { SOURCES } = jest.requireActual<{ SOURCES: string[] }>('../../apps/build.cjs');

interface Service {
  image: string;
  environment?: Record<string, string>;
  deploy?: { replicas: number };
  volumes?: string[];
  configs?: { source: string; target: string }[];
  depends_on?: Record<string, object>;
}

describe('the compose file', () => {
  const compose = parse(read('docs/operations/compose.yaml'), { merge: true }) as {
    services: Record<string, Service>;
    configs: Record<string, { content: string }>;
    volumes: Record<string, object>;
  };
  const { services, configs } = compose;

  it('runs two APIs and two workers, with variables that Tributary takes', () => {
    const given = {
      EVENT_LOG: 'postgres',
      POSTGRES_PASSWORD: 'p',
      ADMIN_API_KEY: 'a'.repeat(32),
      SECRETS_KEY: 'a'.repeat(64),
    };
    const filled = (text: string) => text.replace(/\$\{(\w+)[^}]*\}/g, (_, name: keyof typeof given) => given[name]);
    for (const role of ['api', 'worker'] as const) {
      const { environment, deploy } = services[role]!;
      expect(deploy).toEqual({ replicas: 2 });
      const variables = Object.fromEntries(Object.entries(environment!).map(([name, value]) => [name, filled(value)]));
      expect(Object.keys(variables).filter((name) => !(name in new Environment()))).toEqual([]);
      expect(readEnvironment(variables)).toMatchObject({ TRIBUTARY_ROLE: role, DATABASE_URL: expect.any(String) });
    }
  });

  it('names services, volumes, files and versions that there are', () => {
    for (const { image, depends_on: needs = {}, volumes = [], configs: mounted = [] } of Object.values(services)) {
      expect(image === 'tributary' || /:v?\d/.test(image)).toBe(true);
      expect(Object.keys(needs).filter((name) => !(name in services))).toEqual([]);
      expect(mounted.filter(({ source }) => !(source in configs))).toEqual([]);
      for (const [from] of volumes.map((volume) => volume.split(':') as [string])) {
        expect([
          from,
          from.startsWith('.') ? existsSync(path.join(OPERATIONS, from)) : from in compose.volumes,
        ]).toEqual([from, true]);
      }
    }
  });

  it('has Prometheus ask every process, under the name that the rules ask for', () => {
    const { rule_files: rules, scrape_configs: jobs } = parse(configs['prometheus']!.content) as {
      rule_files: string[];
      scrape_configs: { job_name: string; dns_sd_configs: { names: string[]; port: number }[] }[];
    };
    expect(services['prometheus']!.volumes).toContain(`./${rules[0]}:/etc/prometheus/${rules[0]}:ro`);
    expect(jobs).toHaveLength(1);
    expect(new Set(found(/job="(\w+)"/g, read('docs/operations/alerts.yml')))).toEqual(new Set([jobs[0]!.job_name]));
    const port = Number(/^EXPOSE (\d+)$/m.exec(read('Dockerfile'))![1]);
    expect(jobs[0]!.dns_sd_configs).toMatchObject([{ names: ['api', 'worker'], port }]);
  });

  it('shows the dashboard on the source that it provides', () => {
    const { providers } = parse(configs['dashboards']!.content) as { providers: { options: { path: string } }[] };
    const [mount] = services['grafana']!.volumes!;
    expect(mount!.split(':')[1]!.startsWith(`${providers[0]!.options.path}/`)).toBe(true);
    const { datasources } = parse(configs['datasources']!.content) as { datasources: object[] };
    expect(datasources).toMatchObject([{ type: 'prometheus', url: 'http://prometheus:9090', isDefault: true }]);
  });
});

describe('the Dockerfile', () => {
  const stages = read('Dockerfile')
    .split(/^FROM /m)
    .slice(1) as [string, string];
  const context = read('.dockerignore')
    .split('\n')
    .filter((line) => line.startsWith('!'))
    .map((line) => line.slice(1));

  it('builds of the same sources as the build does, and lets nothing else in', () => {
    const copied = found(/^COPY (?!--from)(.+) \S+$/gm, stages[0]).flatMap((files) => files.split(' '));
    expect(copied.toSorted()).toEqual([...SOURCES, '.npmrc', 'package.json'].toSorted());
    expect(context.toSorted()).toEqual(copied.toSorted());
    expect(context.filter((file) => !existsSync(path.join(ROOT, file)))).toEqual([]);
  });

  it('runs what `npm start` runs, not as root, and asks a route of everybody for its health', () => {
    const [, program] = stages;
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const flags = /^node (.+) apps\/start\.cjs$/.exec(scripts['start']!)![1]!.split(' ');
    expect(JSON.parse(/^CMD (.+)$/m.exec(program)![1]!)).toEqual(['node', ...flags, 'dist/apps/main.js']);
    expect(existsSync(path.join(ROOT, 'apps/main.ts'))).toBe(true);
    expect(found(/^USER (\w+)$/gm, program)).toEqual(['node']);
    expect(program).toMatch(/^HEALTHCHECK [^]*?\/health\/live/m);
  });
});

it('the Kubernetes notes have a Deployment that is YAML, and probes that there are', () => {
  const [text] = found(/```yaml\n([^]*?)```/g, read('docs/operations/scaling.md'));
  const deployment = parse(text!) as { kind: string; spec: { template: { spec: { containers: object[] } } } };
  expect(deployment.kind).toBe('Deployment');
  expect(deployment.spec.template.spec.containers).toMatchObject([
    { livenessProbe: { httpGet: { path: '/health/live' } }, readinessProbe: { httpGet: { path: '/health/ready' } } },
  ]);
});
