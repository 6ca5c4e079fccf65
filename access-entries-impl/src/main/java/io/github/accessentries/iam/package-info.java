/**
 * Principals as the IAM API knows them: whether they exist, since when, and which role stands for a permission set of IAM
 * Identity Center. Needs the SDK's client of IAM, which this library does not bring along; no other package needs it.
 */
@NullMarked
package io.github.accessentries.iam;

import org.jspecify.annotations.NullMarked;
