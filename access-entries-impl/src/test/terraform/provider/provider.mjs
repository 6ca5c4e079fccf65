// A provider for Terraform that calls itself hashicorp/aws and keeps everything in its memory, so that a real Terraform can plan and
// apply access entries without AWS. Prints what TF_REATTACH_PROVIDERS has to be.

import grpc from "@grpc/grpc-js";
import protoLoader from "@grpc/proto-loader";
import { decode, encode, ExtData } from "@msgpack/msgpack";
import { dataSources, provider, resources } from "./types.mjs";

const account = process.env.ACCOUNT ?? "111122223333";
const UNKNOWN = Symbol("known after apply");
const live = new Map();

// All blocks of "provider" talk to this one process, each over a connection of its own.
const configurations = new Map();
const unconfigured = { region: "eu-central-1", tags: {} };

const proto = grpc.loadPackageDefinition(
  protoLoader.loadSync(new URL("plugin.proto", import.meta.url).pathname, { keepCase: true, longs: Number, defaults: false }),
).tfplugin5;

// Values of Terraform: unknown ones are an extension of MessagePack.

function fromWire(value) {
  if (value instanceof ExtData) {
    return UNKNOWN;
  }
  if (Array.isArray(value)) {
    return value.map(fromWire);
  }
  if (value !== null && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, fromWire(member)]));
  }
  return value;
}

function toWire(value) {
  if (value === UNKNOWN) {
    return new ExtData(0, new Uint8Array([0]));
  }
  if (Array.isArray(value)) {
    return value.map(toWire);
  }
  if (value !== null && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, toWire(member)]));
  }
  return value === undefined ? null : value;
}

const read = (dynamic) => (dynamic?.msgpack?.length ? fromWire(decode(dynamic.msgpack)) : null);
const written = (value) => ({ msgpack: Buffer.from(encode(toWire(value))) });
const isUnknown = (value) =>
  value === UNKNOWN || (value !== null && typeof value === "object" && Object.values(value).some(isUnknown));
const wrong = (summary) => [{ severity: 1, summary, detail: "" }];

// Schemas.

const attribute = ([name, kind]) => ({
  name,
  type: Buffer.from(JSON.stringify(kind.type)),
  required: kind.required,
  optional: kind.optional,
  computed: kind.computed,
});

const block = ({ attributes, blocks = {} }) => ({
  attributes: Object.entries(attributes).map(attribute),
  block_types: Object.entries(blocks).map(([type_name, kind]) => ({
    type_name,
    block: block(kind),
    nesting: 2,
    min_items: kind.least ?? 0,
    max_items: 1,
  })),
});

const schema = (kind) => ({ version: 0, block: block(kind) });
const schemas = (kinds) => Object.fromEntries(Object.entries(kinds).map(([name, kind]) => [name, schema(kind)]));

// What a resource will be, and is.

function planOf(kind, prior, proposed, region, defaults) {
  const planned = { ...proposed };
  for (const [name, argument] of Object.entries(kind.attributes)) {
    if (planned[name] === null && argument.byDefault !== undefined) {
      planned[name] = argument.byDefault;
    } else if (planned[name] === null && argument.computed && prior === null) {
      planned[name] = name === "region" ? region : UNKNOWN;
    }
  }
  for (const [name, nested] of Object.entries(kind.blocks ?? {})) {
    planned[name] = (planned[name] ?? []).map((item, i) => planOf(nested, prior?.[name]?.[i] ?? null, item, region, {}));
  }
  if ("tags_all" in kind.attributes) {
    planned.tags_all = isUnknown(planned.tags) ? UNKNOWN : { ...defaults, ...planned.tags };
  }
  return planned;
}

function replaced(kind, prior, planned) {
  if (prior === null) {
    return [];
  }
  const differs = (name) => JSON.stringify(prior[name]) !== JSON.stringify(planned[name]) || isUnknown(planned[name]);
  return [...Object.entries(kind.attributes), ...Object.entries(kind.blocks ?? {})]
    .filter(([name, argument]) => argument.replaces && differs(name))
    .map(([attribute_name]) => ({ steps: [{ attribute_name }] }));
}

function filled(kind, planned) {
  const where = { account, region: planned.region };
  const state = { ...planned };
  const made = kind.made(planned, where);
  for (const name of Object.keys(kind.attributes)) {
    if (state[name] === UNKNOWN) {
      state[name] = made[name] ?? null;
    }
  }
  for (const [name, nested] of Object.entries(kind.blocks)) {
    state[name] = state[name].map((item) =>
      Object.fromEntries(
        Object.entries(item).map(([member, value]) => [member, value === UNKNOWN ? "API_AND_CONFIG_MAP" : value]),
      ),
    );
  }
  state.id = kind.key(state);
  return state;
}

// The service knows only all tags of something; those that the provider adds are not counted among its own.
function ownTags(found, state, defaults) {
  if (!("tags_all" in found)) {
    return {};
  }
  const own = Object.entries(found.tags_all).filter(
    ([key, value]) => defaults[key] !== value || state.tags?.[key] !== undefined,
  );
  return { tags: own.length > 0 ? Object.fromEntries(own) : null };
}

const placeOf = (type, region, id) => `${type} ${region} ${id}`;

const calls = {
  GetSchema: () => ({
    provider: schema(provider),
    resource_schemas: schemas(resources),
    data_source_schemas: schemas(dataSources),
  }),
  PrepareProviderConfig: ({ config }) => ({ prepared_config: config }),
  ValidateResourceTypeConfig: () => ({}),
  ValidateDataSourceConfig: () => ({}),
  UpgradeResourceState: ({ raw_state }) => ({ upgraded_state: written(JSON.parse(raw_state.json.toString())) }),
  Configure: ({ config }, configured, caller) => {
    const given = read(config);
    configurations.set(caller, {
      region: given.region ?? unconfigured.region,
      tags: given.default_tags?.[0]?.tags ?? {},
    });
    return {};
  },
  ReadResource: ({ type_name, current_state }, configured) => {
    const state = read(current_state);
    const found = live.get(placeOf(type_name, state.region ?? configured.region, state.id));
    return { new_state: written(found ? { ...found, ...ownTags(found, state, configured.tags) } : null) };
  },
  PlanResourceChange: ({ type_name, prior_state, proposed_new_state }, configured) => {
    const proposed = read(proposed_new_state);
    if (proposed === null) {
      return { planned_state: written(null), legacy_type_system: true };
    }
    const kind = resources[type_name];
    const prior = read(prior_state);
    const planned = planOf(kind, prior, proposed, configured.region, configured.tags);
    return {
      planned_state: written(planned),
      requires_replace: replaced(kind, prior, planned),
      legacy_type_system: true,
    };
  },
  ApplyResourceChange: ({ type_name, prior_state, planned_state }) => {
    const kind = resources[type_name];
    const prior = read(prior_state);
    const planned = read(planned_state);
    if (planned === null) {
      if (prior.id.includes("undeletable")) {
        return { new_state: written(prior), diagnostics: wrong(`ServerException: ${prior.id} cannot be deleted now`) };
      }
      live.delete(placeOf(type_name, prior.region, prior.id));
      return { new_state: written(null), legacy_type_system: true };
    }
    const state = filled(kind, planned);
    const place = placeOf(type_name, state.region, state.id);
    if (prior === null && live.has(place)) {
      return { new_state: written(null), diagnostics: wrong(`ResourceInUseException: ${place} exists already`) };
    }
    live.set(place, state);
    const problems = prior === null && state.id.includes("half-made") ? wrong(`ServerException: ${state.id} is half made`) : [];
    return { new_state: written(state), diagnostics: problems, legacy_type_system: true };
  },
  ImportResourceState: ({ type_name, id }, configured) => {
    const kind = resources[type_name];
    const state = Object.fromEntries(Object.keys(kind.attributes).map((name) => [name, null]));
    Object.keys(kind.blocks).forEach((name) => (state[name] = []));
    return {
      imported_resources: [
        { type_name, state: written({ ...state, ...kind.fromKey(id), id, region: configured.region }) },
      ],
    };
  },
  ReadDataSource: ({ type_name, config }, configured) => ({
    state: written(dataSources[type_name].read(read(config), { account, region: configured.region })),
  }),
  Stop: () => ({}),
};

const answer = (name) => (call, callback) => {
  try {
    const caller = call.getPeer();
    callback(null, calls[name](call.request, configurations.get(caller) ?? unconfigured, caller));
  } catch (e) {
    console.error(name, e);
    callback({ code: grpc.status.INTERNAL, message: String(e) });
  }
};

const server = new grpc.Server({ "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 });
server.addService(proto.Provider.service, Object.fromEntries(Object.keys(calls).map((name) => [name, answer(name)])));
server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (failure, port) => {
  if (failure) {
    throw failure;
  }
  console.log(
    JSON.stringify({
      "registry.terraform.io/hashicorp/aws": {
        Protocol: "grpc",
        ProtocolVersion: 5,
        Pid: process.pid,
        Test: true,
        Addr: { Network: "tcp", String: `127.0.0.1:${port}` },
      },
    }),
  );
});
