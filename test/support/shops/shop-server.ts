import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Page {
  status?: number;
  type?: string;
  body: string;
  headers?: Record<string, string>;
}

/** A web server of a test, reached under any host that ends in `.example`. */
export class ShopServer {
  private constructor(private readonly server: Server) {}

  static async listen(answer: (url: URL, request: IncomingMessage, body: string) => Page): Promise<ShopServer> {
    const server = createServer((request, response) => {
      let text = '';
      request.on('data', (data: Buffer) => (text += String(data)));
      request.on('end', () => {
        const url = new URL(request.url!, `http://${request.headers.host}`);
        const { status = 200, type = 'text/html; charset=utf-8', body, headers } = answer(url, request, text);
        response.writeHead(status, { 'content-type': type, ...headers }).end(body);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new ShopServer(server);
  }

  url(host: string, path = '/'): string {
    return `http://${host}:${(this.server.address() as AddressInfo).port}${path}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

export function page(head: string, body: string): Page {
  return { body: `<!doctype html><html><head><title>A shop</title>${head}</head><body>${body}</body></html>` };
}
