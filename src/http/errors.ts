/** Every error that leaves over HTTP: problem details after RFC 9457, with the code of the one table of faults. */

import { STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import { hasZodFastifySchemaValidationErrors } from "fastify-type-provider-zod";
import { AppError } from "../base/errors.ts";
import type { Log } from "../base/log.ts";
import { isServerGone } from "../store/db.ts";

export interface Problem {
  /** The status says it; `code` is what a program looks at. */
  readonly type: "about:blank";
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
}

export const problemOf = ({ status, code, message }: AppError): Problem => ({
  type: "about:blank",
  title: STATUS_CODES[status] ?? "Error",
  status,
  detail: message,
  code,
});

export function sendProblem(reply: FastifyReply, fault: AppError): FastifyReply {
  // A serialiser of the route's own replies would look for their fields.
  return reply
    .status(fault.status)
    .type("application/problem+json; charset=utf-8")
    .serializer((body: string) => body)
    .send(JSON.stringify(problemOf(fault)));
}

export const answerError =
  (log: Log) =>
  (thrown: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const fault = faultOf(thrown, request);
    if (fault.status >= 500)
      log.error({ err: thrown, reference: request.id, route: routeOf(request) }, "a request failed");
    return sendProblem(reply, fault);
  };

/** For what is no HTTP at all: no request is there to answer, only a socket. */
export function refuseBrokenHttp(_error: Error, socket: Socket): void {
  if (!socket.writable) return void socket.destroy();
  const body = JSON.stringify(problemOf(new AppError("request-unreadable", { why: brokenHttp })));
  socket.end(
    `HTTP/1.1 400 Bad Request\r\ncontent-type: application/problem+json; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  );
}

const brokenHttp = "it breaks the rules of HTTP";

/** The route's pattern: an address itself may hold a sign-in token. */
export const routeOf = (request: FastifyRequest): string =>
  `${request.method} ${request.routeOptions.url ?? "(no such route)"}`;

export function faultOf(thrown: unknown, request: FastifyRequest): AppError {
  if (thrown instanceof AppError) return thrown;
  if (hasZodFastifySchemaValidationErrors(thrown)) return invalid(thrown);
  if (isServerGone(thrown)) {
    const why = (thrown as { code?: string }).code ?? "it hung up";
    return new AppError("database-unreachable", { where: "its address", why }, { cause: thrown });
  }
  return refusedByFastify(thrown as FastifyError, request) ?? new AppError("internal", { reference: request.id });
}

const places: Record<string, string> = { body: "The body", querystring: "The query", params: "The address" };

function invalid(error: FastifyError): AppError {
  const problems = (error.validation ?? []).map(({ instancePath, message }) => {
    const field = instancePath.slice(1).replaceAll("/", ".");
    return `${field || places[error.validationContext ?? ""] || "it"} ${message}`;
  });
  return new AppError("request-invalid", { problems: problems.join("; ") }, { cause: error });
}

/** What Fastify itself refuses before a route is asked. Undefined: none of it. */
function refusedByFastify(error: FastifyError, request: FastifyRequest): AppError | undefined {
  const unreadable = (why: string) => new AppError("request-unreadable", { why }, { cause: error });
  switch (error.code) {
    case "FST_ERR_CTP_BODY_TOO_LARGE":
      return new AppError("request-too-large", { max: request.routeOptions.bodyLimit ?? 0 }, { cause: error });
    case "FST_ERR_CTP_INVALID_MEDIA_TYPE": {
      const { type, known } = mediaTypes(request);
      return new AppError("media-type-unknown", { type, known }, { cause: error });
    }
    case "FST_ERR_CTP_EMPTY_JSON_BODY":
      return unreadable("its body is empty although it says it is JSON");
    case "FST_ERR_CTP_INVALID_JSON_BODY":
      return unreadable("its body is not JSON");
    case "FST_ERR_BAD_URL":
      return unreadable("its address is not a valid one");
  }
  const { statusCode } = error;
  if (error instanceof SyntaxError && statusCode === 400) return unreadable("its body is not JSON");
  return statusCode && statusCode >= 400 && statusCode < 500 ? unreadable(brokenHttp) : undefined;
}

const readHere = ["application/json", "application/x-www-form-urlencoded", "text/plain", "text/markdown", "text/html"];

function mediaTypes(request: FastifyRequest): { type: string; known: string } {
  const type = JSON.stringify(String(request.headers["content-type"] ?? "").slice(0, 80));
  return { type, known: readHere.filter((one) => request.server.hasContentTypeParser(one)).join(", ") };
}
