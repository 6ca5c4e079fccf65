/**
 * The {@code aws-auth} ConfigMap, as the cluster reads it, and which of its mappings take effect: {@link
 * io.github.accessentries.awsauth.AwsAuth} is the ConfigMap, and {@link
 * io.github.accessentries.awsauth.EffectiveMappings} finds the mapping that applies to a principal.
 */
@NullMarked
@GeneratedValues
package io.github.accessentries.awsauth;

import io.github.accessentries.internal.value.GeneratedValues;
import org.jspecify.annotations.NullMarked;
