variable "name" { type = string }

variable "entries" { type = any }

variable "bootstrap" {
  type    = bool
  default = null
}

resource "aws_eks_cluster" "this" {
  name     = var.name
  role_arn = "arn:aws:iam::111122223333:role/eks-cluster"

  access_config {
    authentication_mode                         = "API"
    bootstrap_cluster_creator_admin_permissions = var.bootstrap
  }

  vpc_config {
    subnet_ids = ["subnet-1", "subnet-2"]
  }
}

module "access" {
  source  = "../access"
  cluster = aws_eks_cluster.this.name
  entries = var.entries
}
