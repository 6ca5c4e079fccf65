/**
 * What the {@code aws-auth} ConfigMap says, as the cluster reads it, and which of its mappings count:
 * {@link io.github.accessentries.awsauth.AwsAuth} is the ConfigMap, and
 * {@link io.github.accessentries.awsauth.EffectiveMappings} says by which mapping a principal comes in.
 */
@NullMarked
package io.github.accessentries.awsauth;

import org.jspecify.annotations.NullMarked;
