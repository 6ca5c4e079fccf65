/** Certificates as EKS and files tell them. */
@NullMarked
package io.github.accessentries.internal.certificate;

import org.jspecify.annotations.NullMarked;
