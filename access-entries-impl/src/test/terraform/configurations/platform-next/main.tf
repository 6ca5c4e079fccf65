# What is planned on top of "platform": something of everything that a plan may have.

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

data "aws_caller_identity" "me" {}

locals {
  account = data.aws_caller_identity.me.account_id
  roles   = "arn:aws:iam::${local.account}:role"
  view    = "arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy"
}

resource "aws_iam_role" "made" {
  name               = "made"
  assume_role_policy = "{}"
}

# Its output is known only after apply.
resource "terraform_data" "later" {
  input = timestamp()
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
      }
    }
    # The principal is created in the same apply.
    made = {
      principal_arn = aws_iam_role.made.arn
      policy_associations = {
        view = {
          policy_arn   = local.view
          access_scope = { type = "cluster" }
        }
      }
    }
  }
}

resource "aws_eks_access_entry" "nodes" {
  count = 1

  cluster_name  = "prod"
  principal_arn = "${local.roles}/nodes-${count.index}"
  type          = "EC2_LINUX"
}

# Replaced, since another type is another entry.
resource "aws_eks_access_entry" "user" {
  cluster_name  = "prod"
  principal_arn = "arn:aws:iam::${local.account}:user/emergency-2"
}

removed {
  from = aws_eks_access_entry.released

  lifecycle {
    destroy = false
  }
}

moved {
  from = aws_eks_access_entry.renamed
  to   = aws_eks_access_entry.new_name
}

resource "aws_eks_access_entry" "new_name" {
  cluster_name  = "prod"
  principal_arn = "${local.roles}/renamed"
}

# There already, and taken over.
import {
  to = aws_eks_access_entry.found
  id = "prod:${local.roles}/found"
}

resource "aws_eks_access_entry" "found" {
  cluster_name  = "prod"
  principal_arn = "${local.roles}/found"
}

resource "aws_eks_access_entry" "unset" {
  cluster_name  = "prod"
  principal_arn = "${local.roles}/unset"
}

resource "aws_eks_access_entry" "unknown_groups" {
  cluster_name      = "prod"
  principal_arn     = "${local.roles}/unknown-groups"
  kubernetes_groups = [terraform_data.later.output, "readers"]
}

resource "aws_eks_access_entry" "unknown_list" {
  cluster_name      = "prod"
  principal_arn     = "${local.roles}/unknown-list"
  kubernetes_groups = split(",", terraform_data.later.output)
}

resource "aws_eks_access_entry" "unknown_name" {
  cluster_name  = "prod"
  principal_arn = "${local.roles}/unknown-name"
  user_name     = "user-${terraform_data.later.output}"
}

resource "aws_eks_access_entry" "unknown_tag" {
  cluster_name  = "prod"
  principal_arn = "${local.roles}/unknown-tag"
  tags          = { since = terraform_data.later.output }
}

resource "aws_eks_access_entry" "unknown_cluster" {
  cluster_name  = "plane-${terraform_data.later.output}"
  principal_arn = "${local.roles}/unknown-cluster"
}

resource "aws_eks_access_entry" "unknown_type" {
  cluster_name  = "prod"
  principal_arn = "${local.roles}/unknown-type"
  type          = terraform_data.later.output
}

# An argument that may be unset, and is.
resource "aws_eks_access_entry" "null_groups" {
  cluster_name      = "prod"
  principal_arn     = "${local.roles}/null-groups"
  kubernetes_groups = null
}

# Known entries, of which a policy is not.
resource "aws_eks_access_entry" "unknown_policy" {
  cluster_name  = "prod"
  principal_arn = "${local.roles}/unknown-policy"
}

resource "aws_eks_access_policy_association" "unknown_policy" {
  cluster_name  = "prod"
  principal_arn = aws_eks_access_entry.unknown_policy.principal_arn
  policy_arn    = "arn:aws:eks::aws:cluster-access-policy/${terraform_data.later.output}"

  access_scope {
    type = "cluster"
  }
}

resource "aws_eks_access_entry" "unknown_scope" {
  cluster_name  = "prod"
  principal_arn = "${local.roles}/unknown-scope"
}

resource "aws_eks_access_policy_association" "unknown_scope" {
  cluster_name  = "prod"
  principal_arn = aws_eks_access_entry.unknown_scope.principal_arn
  policy_arn    = local.view

  access_scope {
    type       = "namespace"
    namespaces = ["shop", terraform_data.later.output]
  }
}

resource "aws_eks_access_entry" "dynamic_scope" {
  cluster_name  = "prod"
  principal_arn = "${local.roles}/dynamic-scope"
}

resource "aws_eks_access_policy_association" "dynamic_scope" {
  cluster_name  = "prod"
  principal_arn = aws_eks_access_entry.dynamic_scope.principal_arn
  policy_arn    = local.view

  dynamic "access_scope" {
    for_each = ["shop"]

    content {
      type       = "namespace"
      namespaces = [access_scope.value]
    }
  }
}

resource "aws_eks_access_entry" "west" {
  provider = aws.west

  cluster_name  = "west"
  principal_arn = "${local.roles}/west"
}
