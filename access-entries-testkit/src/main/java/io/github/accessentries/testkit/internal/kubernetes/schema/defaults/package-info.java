/**
 * What Kubernetes fills in where an object leaves something out, and what it says of the data of ConfigMaps and Secrets.
 */
@NullMarked
package io.github.accessentries.testkit.internal.kubernetes.schema.defaults;

import org.jspecify.annotations.NullMarked;
