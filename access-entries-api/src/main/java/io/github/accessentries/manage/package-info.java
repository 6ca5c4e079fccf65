/**
 * Managing access to one cluster: {@link io.github.accessentries.manage.AccessEntries} and the changes that it starts.
 *
 * <p>It stands above the packages whose values it takes and gives: principals and entries, users, models, plans.
 */
@NullMarked
package io.github.accessentries.manage;

import org.jspecify.annotations.NullMarked;
