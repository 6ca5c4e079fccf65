/**
 * The OpenAPI documents of a cluster, made from the table of types and from the schemas of custom kinds.
 */
@NullMarked
package io.github.accessentries.testkit.internal.kubernetes.schema.openapi;

import org.jspecify.annotations.NullMarked;
