# Entries as the public module for EKS takes them: a map by any name.

variable "cluster" { type = string }

variable "entries" { type = any }

locals {
  associations = merge([
    for name, entry in var.entries : {
      for key, policy in try(entry.policy_associations, {}) : "${name}_${key}" => {
        entry      = name
        policy     = policy.policy_arn
        type       = policy.access_scope.type
        namespaces = try(policy.access_scope.namespaces, null)
      }
    }
  ]...)
}

resource "aws_eks_access_entry" "this" {
  for_each = var.entries

  cluster_name      = var.cluster
  principal_arn     = each.value.principal_arn
  kubernetes_groups = try(each.value.kubernetes_groups, null)
  type              = try(each.value.type, "STANDARD")
  user_name         = try(each.value.user_name, null)
  tags              = try(each.value.tags, null)
}

resource "aws_eks_access_policy_association" "this" {
  for_each = local.associations

  cluster_name  = var.cluster
  principal_arn = aws_eks_access_entry.this[each.value.entry].principal_arn
  policy_arn    = each.value.policy

  access_scope {
    type       = each.value.type
    namespaces = each.value.namespaces
  }
}
