import { Injectable } from '@nestjs/common';
import { Problem } from './problem';

/** Knows the methods of each path, to tell "no such path" from "not with this method". */
@Injectable()
export class RouteTable {
  private readonly methods = new Map<string, { pattern: RegExp; methods: Set<string> }>();

  add(url: string, method: string | string[]): void {
    let route = this.methods.get(url);
    if (route === undefined) {
      route = { pattern: patternOf(url), methods: new Set() };
      this.methods.set(url, route);
    }
    for (const name of Array.isArray(method) ? method : [method]) route.methods.add(name);
  }

  notFound(method: string, url: string): Problem {
    const path = url.split('?', 1)[0]!;
    const allowed = new Set<string>();
    for (const route of this.methods.values()) {
      if (route.pattern.test(path)) for (const name of route.methods) allowed.add(name);
    }
    if (allowed.size === 0) return new Problem('NOT_FOUND', 'There is nothing at this path.');
    const allow = [...allowed].sort().join(', ');
    return new Problem('METHOD_NOT_ALLOWED', `${method} is not for this path; it takes ${allow}.`, {
      headers: { allow },
    });
  }
}

function patternOf(url: string): RegExp {
  const parts = url.split('/').map((part) => {
    if (part === '*') return '.*';
    return part.startsWith(':') ? '[^/]+' : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  });
  return new RegExp(`^${parts.join('/')}$`);
}
