/**
 * From the {@code aws-auth} ConfigMap to access entries, with proof: {@link
 * io.github.accessentries.migration.AwsAuthMigration} moves a cluster, {@link
 * io.github.accessentries.migration.MigrationPlanner} plans the migration of one from what was read.
 *
 * <p>The translation is {@code AwsAuth → MappingTranslator → DesiredEntry}. Whether the entries give what the ConfigMap
 * gave is not inferred from the translation but found by comparing two models of the whole cluster.
 */
@NullMarked
@GeneratedValues
package io.github.accessentries.migration;

import io.github.accessentries.internal.value.GeneratedValues;
import org.jspecify.annotations.NullMarked;
