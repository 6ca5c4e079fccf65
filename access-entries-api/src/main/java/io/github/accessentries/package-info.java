/**
 * Who may use an EKS cluster's Kubernetes API: principals, access entries, and access policies with their scopes.
 *
 * <p>Every value here is immutable, checked when it is created, equal by value and safe to share between threads.
 */
@NullMarked
@ValueStyle
package io.github.accessentries;

import org.jspecify.annotations.NullMarked;
