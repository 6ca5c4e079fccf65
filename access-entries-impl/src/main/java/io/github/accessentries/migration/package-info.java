/**
 * From the {@code aws-auth} ConfigMap to access entries, with proof: {@link io.github.accessentries.migration.AwsAuthMigration}
 * moves a cluster, {@link io.github.accessentries.migration.MigrationPlanner} says what that would be for one that is only
 * read.
 *
 * <p>The way is {@code AwsAuth → MappingTranslator → DesiredEntry}, and then back: whether the entries give everybody what
 * the ConfigMap gave is not read off the translation but found by comparing two models of the whole cluster.
 */
@NullMarked
@GeneratedValues
package io.github.accessentries.migration;

import io.github.accessentries.internal.GeneratedValues;
import org.jspecify.annotations.NullMarked;
