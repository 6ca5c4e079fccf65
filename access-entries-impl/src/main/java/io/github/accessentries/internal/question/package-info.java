/**
 * Questions as people ask them: which resources and verbs Kubernetes has, and what a misspelt one may have meant. Not for
 * users of the library.
 */
@NullMarked
package io.github.accessentries.internal.question;

import org.jspecify.annotations.NullMarked;
