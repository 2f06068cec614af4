variable "project" {
  type        = string
  description = "The Google Cloud project's id."
}

variable "region" {
  type        = string
  description = "Where the job runs and the exports lie."
  default     = "europe-west1"
}

variable "image" {
  type        = string
  description = "The image that you built and pushed, by digest."
}

variable "schedule" {
  type        = string
  description = "When to run, as cron writes it."
  default     = "0 6 * * 1-5"
}

variable "time_zone" {
  type        = string
  description = "The time zone of the schedule."
  default     = "Europe/Berlin"
}
