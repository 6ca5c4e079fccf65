// What the provider knows of AWS: the arguments of a few resources, and what the service fills in.

const string = { type: "string" };
const strings = { type: ["set", "string"] };
const tags = { type: ["map", "string"] };

const required = (kind) => ({ ...kind, required: true });
const optional = (kind) => ({ ...kind, optional: true });
const computed = (kind) => ({ ...kind, computed: true });
const forNew = (kind) => ({ ...kind, replaces: true });
const either = (kind) => ({ ...kind, optional: true, computed: true });

const everywhere = { id: computed(string), region: either(string) };
const tagged = { tags: optional(tags), tags_all: either(tags) };

export const provider = {
  attributes: { region: optional(string), profile: optional(string) },
  blocks: { default_tags: { attributes: { tags: optional(tags) } } },
};

export const dataSources = {
  aws_caller_identity: {
    attributes: { id: computed(string), account_id: computed(string), arn: computed(string), user_id: computed(string) },
    read: (config, { account }) => ({
      id: account,
      account_id: account,
      arn: `arn:aws:sts::${account}:assumed-role/pipeline/run`,
      user_id: "AROAEXAMPLE:run",
    }),
  },
  aws_iam_roles: {
    attributes: {
      id: computed(string),
      name_regex: optional(string),
      path_prefix: optional(string),
      names: computed(strings),
      arns: computed(strings),
    },
    read: (config, { account, region }) => ({
      id: region,
      name_regex: config.name_regex,
      path_prefix: config.path_prefix,
      names: ["AWSReservedSSO_Ops_0123456789abcdef"],
      arns: [
        `arn:aws:iam::${account}:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Ops_0123456789abcdef`,
      ],
    }),
  },
};

const nodes = ["EC2", "EC2_LINUX", "EC2_WINDOWS", "FARGATE_LINUX", "HYBRID_LINUX"];

function generatedUsername(entry) {
  if (nodes.includes(entry.type)) {
    return "system:node:{{EC2PrivateDNSName}}";
  }
  const [, partition, account, kind, path] = /^arn:([^:]+):iam::(\d+):(role|user)\/(.*)$/.exec(entry.principal_arn);
  return kind === "role"
    ? `arn:${partition}:sts::${account}:assumed-role/${path.split("/").pop()}/{{SessionName}}`
    : entry.principal_arn;
}

export const resources = {
  aws_eks_access_entry: {
    attributes: {
      ...everywhere,
      ...tagged,
      cluster_name: forNew(required(string)),
      principal_arn: forNew(required(string)),
      kubernetes_groups: either(strings),
      type: { ...forNew(optional(string)), byDefault: "STANDARD" },
      user_name: either(string),
      access_entry_arn: computed(string),
      created_at: computed(string),
      modified_at: computed(string),
    },
    blocks: {},
    key: (entry) => `${entry.cluster_name}:${entry.principal_arn}`,
    fromKey: (id) => ({ cluster_name: id.slice(0, id.indexOf(":")), principal_arn: id.slice(id.indexOf(":") + 1) }),
    made: (entry, { account, region }) => ({
      kubernetes_groups: nodes.includes(entry.type) ? ["system:nodes"] : [],
      user_name: generatedUsername(entry),
      access_entry_arn: `arn:aws:eks:${region}:${account}:access-entry/${entry.cluster_name}/role/${account}/x/8cc4b1f2`,
      created_at: "2026-02-03T10:11:12Z",
      modified_at: "2026-02-03T10:11:12Z",
    }),
  },
  aws_eks_access_policy_association: {
    attributes: {
      ...everywhere,
      cluster_name: forNew(required(string)),
      principal_arn: forNew(required(string)),
      policy_arn: forNew(required(string)),
      associated_at: computed(string),
      modified_at: computed(string),
    },
    blocks: {
      access_scope: {
        replaces: true,
        least: 1,
        attributes: { type: required(string), namespaces: optional(strings) },
      },
    },
    key: (association) => `${association.cluster_name}#${association.principal_arn}#${association.policy_arn}`,
    fromKey: (id) => {
      const [cluster_name, principal_arn, policy_arn] = id.split("#");
      return { cluster_name, principal_arn, policy_arn };
    },
    made: () => ({
      associated_at: "2026-02-03 10:11:13.5 +0000 UTC",
      modified_at: "2026-02-03 10:11:13.5 +0000 UTC",
    }),
  },
  aws_eks_cluster: {
    attributes: {
      ...everywhere,
      ...tagged,
      name: forNew(required(string)),
      role_arn: forNew(required(string)),
      version: either(string),
      arn: computed(string),
      endpoint: computed(string),
    },
    blocks: {
      access_config: {
        attributes: {
          authentication_mode: either(string),
          bootstrap_cluster_creator_admin_permissions: { ...forNew(optional({ type: "bool" })), byDefault: true },
        },
      },
      vpc_config: { least: 1, attributes: { subnet_ids: required(strings) } },
    },
    key: (cluster) => cluster.name,
    fromKey: (id) => ({ name: id }),
    made: (cluster, { account, region }) => ({
      version: "1.33",
      arn: `arn:aws:eks:${region}:${account}:cluster/${cluster.name}`,
      endpoint: `https://0123456789.gr7.${region}.eks.amazonaws.com`,
    }),
  },
  aws_iam_role: {
    attributes: {
      ...everywhere,
      ...tagged,
      name: forNew(either(string)),
      path: { ...forNew(optional(string)), byDefault: "/" },
      assume_role_policy: required(string),
      arn: computed(string),
    },
    blocks: {},
    key: (role) => role.name,
    fromKey: (id) => ({ name: id }),
    made: (role, { account }) => ({
      name: "terraform-20260203101112",
      arn: `arn:aws:iam::${account}:role${role.path}${role.name ?? "terraform-20260203101112"}`,
    }),
  },
};
