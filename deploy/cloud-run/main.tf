# One Cloud Run job that brings the shared sheet up to date, woken by Cloud Scheduler on working mornings.
# The job is its own identity (no key file): share the sheet with its address, which `terraform output` prints.

terraform {
  required_version = ">= 1.5"
  required_providers {
    google = {
      source  = "hashicorp/google"
      version = "~> 6.0"
    }
  }
}

provider "google" {
  project = var.project
  region  = var.region
}

locals {
  apis = ["run", "cloudscheduler", "secretmanager", "artifactregistry", "sheets", "people", "storage"]
}

resource "google_project_service" "needed" {
  for_each           = toset(local.apis)
  service            = "${each.value}.googleapis.com"
  disable_on_destroy = false
}

# Two identities: one that works, one that may do nothing but wake it.
resource "google_service_account" "worker" {
  account_id   = "syncer-worker"
  display_name = "syncer: reads exports, writes the shared sheet"
}

resource "google_service_account" "waker" {
  account_id   = "syncer-waker"
  display_name = "syncer: starts the job, nothing else"
}

# Exports (LinkedIn's ZIP and others) are put here by hand; the job can read them, not write.
resource "google_storage_bucket" "exports" {
  name                        = "${var.project}-syncer-exports"
  location                    = var.region
  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"

  lifecycle_rule {
    condition {
      age = 180
    }
    action {
      type = "Delete"
    }
  }
}

resource "google_storage_bucket_iam_member" "worker_reads_exports" {
  bucket = google_storage_bucket.exports.name
  role   = "roles/storage.objectViewer"
  member = google_service_account.worker.member
}

# Settings and the Google login are secrets of their own; their values are added by hand and never pass through here.
resource "google_secret_manager_secret" "secret" {
  for_each  = toset(["syncer-config", "syncer-login"])
  secret_id = each.value

  replication {
    auto {}
  }

  depends_on = [google_project_service.needed]
}

resource "google_secret_manager_secret_iam_member" "worker_reads" {
  for_each  = google_secret_manager_secret.secret
  secret_id = each.value.id
  role      = "roles/secretmanager.secretAccessor"
  member    = google_service_account.worker.member
}

resource "google_artifact_registry_repository" "images" {
  repository_id = "syncer"
  format        = "DOCKER"
  location      = var.region

  depends_on = [google_project_service.needed]
}

resource "google_cloud_run_v2_job" "syncer" {
  name                = "syncer"
  location            = var.region
  deletion_protection = false

  template {
    task_count  = 1
    parallelism = 1

    template {
      service_account = google_service_account.worker.email
      max_retries     = 0 # syncer tries again by itself where that is safe; a blind second run never is
      timeout         = "900s"

      containers {
        image = var.image
        args  = ["run", "--config", "/config/syncer.toml", "--json"]

        resources {
          limits = {
            cpu    = "1"
            memory = "1Gi"
          }
        }

        volume_mounts {
          name       = "config"
          mount_path = "/config"
        }

        volume_mounts {
          name       = "login"
          mount_path = "/login"
        }

        volume_mounts {
          name       = "exports"
          mount_path = "/data"
        }
      }

      volumes {
        name = "config"
        secret {
          secret = google_secret_manager_secret.secret["syncer-config"].secret_id
          items {
            version = "latest"
            path    = "syncer.toml"
          }
        }
      }

      volumes {
        name = "login"
        secret {
          secret = google_secret_manager_secret.secret["syncer-login"].secret_id
          items {
            version = "latest"
            path    = "google.json"
          }
        }
      }

      volumes {
        name = "exports"
        gcs {
          bucket    = google_storage_bucket.exports.name
          read_only = true
        }
      }
    }
  }

  depends_on = [google_secret_manager_secret_iam_member.worker_reads]
}

resource "google_cloud_run_v2_job_iam_member" "waker_runs" {
  name     = google_cloud_run_v2_job.syncer.name
  location = google_cloud_run_v2_job.syncer.location
  role     = "roles/run.invoker"
  member   = google_service_account.waker.member
}

resource "google_cloud_scheduler_job" "mornings" {
  name             = "syncer-mornings"
  schedule         = var.schedule
  time_zone        = var.time_zone
  attempt_deadline = "60s"

  retry_config {
    retry_count = 0
  }

  http_target {
    http_method = "POST"
    uri         = "https://run.googleapis.com/v2/${google_cloud_run_v2_job.syncer.id}:run"

    oauth_token {
      service_account_email = google_service_account.waker.email
    }
  }

  depends_on = [google_project_service.needed]
}
