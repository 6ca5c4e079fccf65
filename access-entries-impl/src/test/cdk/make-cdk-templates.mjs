// Synthesises the templates that CdkTemplatesTest reads. No AWS account, no bootstrap and no credentials are needed.
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { App, Aws, CfnCondition, CfnMapping, CfnParameter, CustomResource, Fn, Stack, Tags, Token } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eks from 'aws-cdk-lib/aws-eks';
import * as eks2 from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as ssm from 'aws-cdk-lib/aws-ssm';

const here = dirname(fileURLToPath(import.meta.url));
const target = join(here, '../resources/io/github/accessentries/iac/cdk');
const out = mkdtempSync(join(tmpdir(), 'cdk-'));
const app = new App({ outdir: out, analyticsReporting: false });

const vpc = (stack) => ec2.Vpc.fromVpcAttributes(stack, 'Net', {
  vpcId: 'vpc-0a1b2c3d', availabilityZones: ['eu-central-1a', 'eu-central-1b'],
  privateSubnetIds: ['subnet-0a1b2c31', 'subnet-0a1b2c32'], publicSubnetIds: ['subnet-0a1b2c33', 'subnet-0a1b2c34'],
});
const kubectl = (stack) => lambda.LayerVersion.fromLayerVersionArn(
  stack, 'Kubectl', 'arn:aws:lambda:eu-central-1:111122223333:layer:kubectl:1');
const editInTeam = (namespaces) => eks.AccessPolicy.fromAccessPolicyName('AmazonEKSEditPolicy', {
  accessScopeType: eks.AccessScopeType.NAMESPACE, namespaces,
});
const edit2 = (namespaces) => eks2.AccessPolicy.fromAccessPolicyName('AmazonEKSEditPolicy', {
  accessScopeType: eks2.AccessScopeType.NAMESPACE, namespaces,
});
const clusterAdmin2 = () => eks2.AccessPolicy.fromAccessPolicyName('AmazonEKSClusterAdminPolicy', {
  accessScopeType: eks2.AccessScopeType.CLUSTER,
});

// The older module: a cluster made by a custom resource, and what it puts into the aws-auth ConfigMap.
{
  const stack = new Stack(app, 'ClusterOfCustomResource');
  const deployer = new iam.Role(stack, 'Deployer', {
    roleName: 'deployer', path: '/pipelines/', assumedBy: new iam.AccountRootPrincipal(),
  });
  const generated = new iam.Role(stack, 'Generated', { assumedBy: new iam.AccountRootPrincipal() });
  const cluster = new eks.Cluster(stack, 'Cluster', {
    clusterName: 'orchard', version: eks.KubernetesVersion.V1_31, vpc: vpc(stack), kubectlLayer: kubectl(stack),
    defaultCapacity: 0, authenticationMode: eks.AuthenticationMode.API_AND_CONFIG_MAP,
    bootstrapClusterCreatorAdminPermissions: true, mastersRole: generated,
  });
  cluster.grantAccess('DeployerAccess', deployer.roleArn, [editInTeam(['apples', 'pears-*'])]);
  cluster.grantAccess('GeneratedAccess', generated.roleArn, [editInTeam(['apples'])]);
  new eks.AccessEntry(stack, 'Auditor', {
    cluster, principal: iam.Role.fromRoleName(stack, 'AuditorRole', 'auditor').roleArn, accessPolicies: [
      eks.AccessPolicy.fromAccessPolicyName('AmazonEKSAdminViewPolicy', { accessScopeType: eks.AccessScopeType.CLUSTER }),
    ],
  });
  cluster.awsAuth.addRoleMapping(deployer, { groups: ['deployers'], username: 'deployer' });
  cluster.addManifest('Config', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'other' } });
  Tags.of(stack).add('owner', 'orchard-team', { includeResourceTypes: ['AWS::EKS::AccessEntry'] });
}

// The newer module: a cluster of AWS::EKS::Cluster.
{
  const stack = new Stack(app, 'ClusterOfCloudFormation', { env: { account: '111122223333', region: 'eu-central-1' } });
  const chief = new iam.Role(stack, 'Chief', { roleName: 'chief', assumedBy: new iam.AccountRootPrincipal() });
  const robot = new iam.User(stack, 'Robot', { userName: 'robot', path: '/machines/' });
  const cluster = new eks2.Cluster(stack, 'Cluster', {
    clusterName: 'meadow', version: eks2.KubernetesVersion.V1_33, vpc: vpc(stack),
    defaultCapacityType: eks2.DefaultCapacityType.NODEGROUP, defaultCapacity: 0,
    bootstrapClusterCreatorAdminPermissions: false,
  });
  cluster.grantClusterAdmin('ChiefAccess', chief.roleArn);
  cluster.grantAccess('RobotAccess', robot.userArn, [edit2(['build'])]);
  cluster.grantAccess('OtherAccountAccess', iam.Role.fromRoleArn(
    stack, 'Other', 'arn:aws:iam::444455556666:role/other/guest').roleArn, [clusterAdmin2()]);
  cluster.grantAccess('NodesAccess', iam.Role.fromRoleName(stack, 'Nodes', 'nodes').roleArn, [], {
    accessEntryType: eks2.AccessEntryType.EC2_LINUX,
  });
}

// Auto mode without a name: CloudFormation chooses it, so each of its entries is unknown.
{
  const stack = new Stack(app, 'NamelessCluster');
  const cluster = new eks2.Cluster(stack, 'Cluster', { version: eks2.KubernetesVersion.V1_33, vpc: vpc(stack) });
  cluster.grantAccess('ChiefAccess', iam.Role.fromRoleName(stack, 'Chief', 'chief').roleArn, [clusterAdmin2()]);
}

// Resources as they are, with parameters, conditions, mappings and tokens.
{
  const stack = new Stack(app, 'PlainResources', { tags: { unit: 'platform' } });
  const stage = new CfnParameter(stack, 'Stage', { type: 'String', default: 'prod', allowedValues: ['prod', 'test'] });
  const teams = new CfnParameter(stack, 'Teams', { type: 'CommaDelimitedList', default: 'red, blue,green' });
  const account = new CfnParameter(stack, 'TrustedAccount', { type: 'Number', default: 444455556666 });
  const isProd = new CfnCondition(stack, 'IsProd', { expression: Fn.conditionEquals(stage, 'prod') });
  const isTest = new CfnCondition(stack, 'IsTest', { expression: Fn.conditionNot(isProd) });
  const europe = new CfnCondition(stack, 'InEurope', {
    expression: Fn.conditionOr(Fn.conditionEquals(Aws.REGION, 'eu-central-1'), Fn.conditionEquals(Aws.REGION, 'eu-west-1')),
  });
  const both = new CfnCondition(stack, 'ProdInEurope', { expression: Fn.conditionAnd(isProd, europe) });
  const names = new CfnMapping(stack, 'Names', {
    mapping: { 'eu-central-1': { cluster: 'delta', spaces: ['one', 'two'] }, 'us-west-2': { cluster: 'gamma', spaces: ['one'] } },
  });
  const lazy = new CfnMapping(stack, 'Defaults', { mapping: { prod: { level: 'View' } }, lazy: true });
  const clusterName = names.findInMap(Aws.REGION, 'cluster');
  new eks.CfnAccessEntry(stack, 'Support', {
    clusterName, principalArn: `arn:${Aws.PARTITION}:iam::${Aws.ACCOUNT_ID}:role/support-${stage.valueAsString}`,
    kubernetesGroups: [Token.asString(Fn.conditionIf(isTest.logicalId, 'testers', Aws.NO_VALUE)), 'readers'],
    username: Fn.sub('${Prefix}:{{SessionName}}', { Prefix: Fn.join('-', ['support', stage.valueAsString]) }),
    accessPolicies: [
      Fn.conditionIf(both.logicalId, {
        PolicyArn: `arn:${Aws.PARTITION}:eks::aws:cluster-access-policy/AmazonEKS${lazy.findInMap('prod', 'level')}Policy`,
        AccessScope: { Type: 'namespace', Namespaces: Fn.findInMap('Names', Aws.REGION, 'spaces') },
      }, { Ref: 'AWS::NoValue' }),
    ],
  });
  new eks.CfnAccessEntry(stack, 'Teams0', {
    clusterName, principalArn: Fn.join('', ['arn:aws:iam::', Token.asString(account.value), ':role/', Fn.select(1, teams.valueAsList)]),
    kubernetesGroups: teams.valueAsList,
    tags: [{ key: 'account', value: Fn.ref('AWS::AccountId') }],
  });
  const tester = new eks.CfnAccessEntry(stack, 'Tester', { clusterName, principalArn: 'arn:aws:iam::111122223333:role/tester' });
  tester.cfnOptions.condition = isTest;
  new eks.CfnAccessEntry(stack, 'Secret', {
    clusterName, principalArn: 'arn:aws:iam::111122223333:role/secret', username: '{{resolve:ssm:/name:1}}',
  });
}

// Names from elsewhere: another stack, SSM, another resource.
{
  const base = new Stack(app, 'Base');
  const made = new iam.Role(base, 'Made', { assumedBy: new iam.AccountRootPrincipal() });
  const stack = new Stack(app, 'NamesFromElsewhere');
  const policies = [{
    policyArn: `arn:${Aws.PARTITION}:eks::aws:cluster-access-policy/AmazonEKSViewPolicy`, accessScope: { type: 'cluster' },
  }];
  new eks.CfnAccessEntry(stack, 'CrossStack', { clusterName: 'summit', principalArn: made.roleArn, accessPolicies: policies });
  new eks.CfnAccessEntry(stack, 'ByParameterStore', {
    clusterName: ssm.StringParameter.valueForStringParameter(stack, '/clusters/main/name'),
    principalArn: 'arn:aws:iam::111122223333:role/stored', accessPolicies: policies,
  });
  new eks.CfnAccessEntry(stack, 'ByVersionedParameter', {
    clusterName: ssm.StringParameter.valueForStringParameter(stack, '/clusters/main/name', 3),
    principalArn: 'arn:aws:iam::111122223333:role/versioned', accessPolicies: policies,
  });
  new eks.CfnAccessEntry(stack, 'ByCustomResource', {
    clusterName: new CustomResource(stack, 'Finder', { serviceToken: 'arn:aws:lambda:eu-central-1:111122223333:function:f' }).getAttString('Name'),
    principalArn: 'arn:aws:iam::111122223333:role/found', accessPolicies: policies,
  });
  new eks.CfnAccessEntry(stack, 'Known', {
    clusterName: 'summit', principalArn: stack.formatArn({ service: 'iam', region: '', resource: 'role', resourceName: 'known' }),
    accessPolicies: policies,
  });
}

app.synth();
rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });
for (const name of ['ClusterOfCustomResource', 'ClusterOfCloudFormation', 'NamelessCluster', 'PlainResources', 'NamesFromElsewhere']) {
  cpSync(join(out, `${name}.template.json`), join(target, `${name}.template.json`));
}
rmSync(out, { recursive: true, force: true });
