provider "aws" {
  region = "eu-central-1"

  default_tags {
    tags = { Env = "prod", Owner = "platform" }
  }
}

provider "aws" {
  alias  = "west"
  region = "us-west-2"
}

variable "on_call" {
  type      = string
  sensitive = true
  default   = "on-call"
}

data "aws_caller_identity" "me" {}

data "aws_iam_roles" "ops" {
  name_regex = "AWSReservedSSO_Ops_.*"
}

locals {
  account = data.aws_caller_identity.me.account_id
  roles   = "arn:aws:iam::${local.account}:role"
}

module "plane" {
  source   = "../modules/cluster"
  for_each = { prod = false, stage = null }

  name      = each.key
  bootstrap = each.value
  entries = {
    ops = {
      principal_arn = "${local.roles}/ops"
      policy_associations = {
        admin = {
          policy_arn   = "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy"
          access_scope = { type = "cluster" }
        }
        edit = {
          policy_arn   = "arn:aws:eks::aws:cluster-access-policy/AmazonEKSEditPolicy"
          access_scope = { type = "namespace", namespaces = ["web", "api-*"] }
        }
      }
    }
    team = {
      principal_arn     = "${local.roles}/teams/team-a"
      kubernetes_groups = ["team-a", "readers"]
      user_name         = "team-a:{{SessionName}}"
      tags              = { Owner = "team-a" }
    }
  }
}

# An entry of another part of the platform, given to a principal of the module above.
resource "aws_eks_access_policy_association" "team_view" {
  cluster_name  = "prod"
  principal_arn = "${local.roles}/teams/team-a"
  policy_arn    = "arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy"

  access_scope {
    type = "cluster"
  }

  depends_on = [module.plane]
}

resource "aws_eks_access_entry" "nodes" {
  count = 2

  cluster_name  = "prod"
  principal_arn = "${local.roles}/nodes-${count.index}"
  type          = "EC2_LINUX"
}

resource "aws_eks_access_entry" "person" {
  cluster_name      = "prod"
  principal_arn     = tolist(data.aws_iam_roles.ops.arns)[0]
  kubernetes_groups = [var.on_call]
}

resource "aws_eks_access_entry" "user" {
  cluster_name  = "prod"
  principal_arn = "arn:aws:iam::${local.account}:user/emergency"
}

resource "aws_eks_access_entry" "leaving" {
  cluster_name  = "prod"
  principal_arn = "${local.roles}/leaving"
}

resource "aws_eks_access_policy_association" "leaving" {
  cluster_name  = "prod"
  principal_arn = aws_eks_access_entry.leaving.principal_arn
  policy_arn    = "arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy"

  access_scope {
    type = "cluster"
  }
}

resource "aws_eks_access_entry" "released" {
  cluster_name  = "prod"
  principal_arn = "${local.roles}/released"
}

resource "aws_eks_access_entry" "renamed" {
  cluster_name  = "prod"
  principal_arn = "${local.roles}/renamed"
}

# The same name in another region is another cluster.
resource "aws_eks_access_entry" "west" {
  provider = aws.west

  cluster_name  = "west"
  principal_arn = "${local.roles}/west"
}

resource "terraform_data" "release" {
  input = "2026-02"
}

check "everybody" {
  assert {
    condition     = length(aws_eks_access_entry.nodes) == 2
    error_message = "There are two kinds of nodes."
  }
}

output "secret" {
  value     = var.on_call
  sensitive = true
}
