/**
 * The access to a cluster as a picture: {@link io.github.accessentries.report.AccessReport} sets out who has which
 * {@link io.github.accessentries.report.Level} in which namespace, and renders that for people, spreadsheets and programs;
 * {@link io.github.accessentries.report.PermissionListing} lists what one user may do.
 */
@NullMarked
@GeneratedValues
package io.github.accessentries.report;

import io.github.accessentries.internal.value.GeneratedValues;
import org.jspecify.annotations.NullMarked;
