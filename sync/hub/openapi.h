// What the hub says of its own interface, at /openapi.json (OpenAPI 3.1).
#pragma once

#include <string_view>

namespace yingbin {

inline constexpr std::string_view kOpenApi = R"json({
"openapi": "3.1.0",
"info": {"title": "yingbin hub", "version": "1", "description": "Where the stations of an event meet. Records are append-only, chained by digest and signed by the station that wrote them; both directions are idempotent."},
"components": {
  "securitySchemes": {"station": {"type": "http", "scheme": "bearer", "description": "origin.credential, both in hex, as enrolment gave them"}},
  "schemas": {
    "Problem": {"type": "object", "description": "RFC 9457", "properties": {"status": {"type": "integer"}, "code": {"type": "string"}, "title": {"type": "string"}}, "required": ["status", "code", "title"]},
    "PushAnswer": {"type": "object", "properties": {
      "hub": {"type": "string", "description": "the hub's origin; another one after it was restored from a backup"},
      "heads": {"type": "array", "items": {"type": "object", "properties": {"record": {"type": "string"}, "digest": {"type": "string"}}, "required": ["record", "digest"]}},
      "refused": {"type": "array", "items": {"type": "object", "properties": {"record": {"type": "string"}, "reason": {"enum": ["other_event", "damaged", "unknown", "not_signed", "forged", "gap"]}, "held": {"type": "integer"}}, "required": ["record", "reason", "held"]}}},
      "required": ["hub", "heads", "refused"]},
    "Enrol": {"type": "object", "properties": {"token": {"type": "string"}, "station": {"type": "string"}, "key": {"type": "string", "description": "Ed25519, 64 hex digits"}, "event": {"type": "string"}, "founder": {"type": "string"}}, "required": ["token", "station", "key"]},
    "Allotment": {"type": "object", "properties": {"zone": {"type": "integer"}, "seats": {"type": "integer"}, "together": {"type": "integer"}}, "required": ["zone", "seats"]}},
  "responses": {"Problem": {"description": "why not, and what to do", "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}}},
  "parameters": {"event": {"name": "event", "in": "path", "required": true, "schema": {"type": "string", "pattern": "^[0-9a-f]{8}$"}}}},
"paths": {
  "/v1/enrol": {"post": {"summary": "A station joins with a token that is used up by it", "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Enrol"}}}}, "responses": {"200": {"description": "origin, credential, pepper, keys and six digits to compare"}, "400": {"$ref": "#/components/responses/Problem"}, "403": {"$ref": "#/components/responses/Problem"}, "409": {"$ref": "#/components/responses/Problem"}, "429": {"$ref": "#/components/responses/Problem"}}}},
  "/v1/events/{event}/records": {"parameters": [{"$ref": "#/components/parameters/event"}],
    "post": {"summary": "Records in: a batch of signed runs, compressed by zstd; an empty body only asks what the hub holds", "security": [{"station": []}], "requestBody": {"content": {"application/vnd.yingbin.batch+zstd": {}}}, "responses": {"200": {"description": "what the hub holds now, and what it did not take", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/PushAnswer"}}}}, "400": {"$ref": "#/components/responses/Problem"}, "401": {"$ref": "#/components/responses/Problem"}, "413": {"$ref": "#/components/responses/Problem"}, "415": {"$ref": "#/components/responses/Problem"}, "503": {"$ref": "#/components/responses/Problem"}}},
    "get": {"summary": "Records out, from a cursor on; waits for news if asked to", "security": [{"station": []}], "parameters": [{"name": "after", "in": "query", "required": true, "schema": {"type": "string"}, "description": "a cursor as Yingbin-Cursor gave it; 0-0 is the beginning"}, {"name": "wait", "in": "query", "schema": {"type": "integer", "maximum": 55}}, {"name": "mine", "in": "query", "schema": {"type": "integer"}, "description": "own records up to this number need not come back"}], "responses": {"200": {"description": "a batch", "headers": {"Yingbin-Cursor": {"schema": {"type": "string"}}, "Yingbin-More": {"schema": {"enum": ["0", "1"]}}}, "content": {"application/vnd.yingbin.batch+zstd": {}}}, "400": {"$ref": "#/components/responses/Problem"}, "401": {"$ref": "#/components/responses/Problem"}, "409": {"$ref": "#/components/responses/Problem"}, "503": {"$ref": "#/components/responses/Problem"}}}},
  "/v1/events/{event}/allotments": {"parameters": [{"$ref": "#/components/parameters/event"}], "post": {"summary": "A station asks the mint for seats; the grant comes as a record", "security": [{"station": []}], "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Allotment"}}}}, "responses": {"200": {"description": "how many were granted, and why not more"}, "400": {"$ref": "#/components/responses/Problem"}, "401": {"$ref": "#/components/responses/Problem"}}}},
  "/v1/events/{event}/stations": {"parameters": [{"$ref": "#/components/parameters/event"}], "get": {"summary": "When each station was heard, and what it said only it holds", "security": [{"station": []}], "responses": {"200": {"description": "the stations"}, "401": {"$ref": "#/components/responses/Problem"}}}},
  "/v1/events/{event}/figures": {"parameters": [{"$ref": "#/components/parameters/event"}], "get": {"summary": "The figures of the day; waits for a change if asked to", "security": [{"station": []}], "responses": {"200": {"description": "the figures"}, "401": {"$ref": "#/components/responses/Problem"}}}},
  "/v1/events/{event}/live": {"parameters": [{"$ref": "#/components/parameters/event"}], "get": {"summary": "The figures of the day as server-sent events", "security": [{"station": []}], "responses": {"200": {"description": "text/event-stream"}, "401": {"$ref": "#/components/responses/Problem"}, "503": {"$ref": "#/components/responses/Problem"}}}},
  "/healthz": {"get": {"summary": "Whether the hub answers", "responses": {"200": {"description": "ok"}}}},
  "/metrics": {"get": {"summary": "Counts in Prometheus' text form", "responses": {"200": {"description": "text/plain"}}}},
  "/openapi.json": {"get": {"summary": "This", "responses": {"200": {"description": "OpenAPI 3.1"}}}}
}})json";

}  // namespace yingbin
