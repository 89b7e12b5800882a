import { ServerError } from '../server-error.ts';

/**
 * Settings that only admins may give: they name files, folders, addresses or credentials that the engine opens with its own rights,
 * or hold SQL that no check would see. `engine-lists.test.ts` compares this decision with the settings of the engine.
 */
export const adminSettings: ReadonlySet<string> = new Set([
  // Files that are read or written.
  ...['format_template_row', 'format_template_resultset', 'format_schema', 'format_schema_source'],
  ...['format_schema_message_name', 'output_format_schema', 'input_format_record_errors_file_path'],
  ...['rename_files_after_processing', 'filesystem_cache_name', 'distributed_cache_file_cache_name'],
  ...['dynamic_disk_allow_from_env', 'dynamic_disk_allow_include', 'dynamic_disk_allow_from_zk'],
  // Other machines.
  ...['url_base', 'format_avro_schema_registry_url', 's3queue_default_zookeeper_path'],
  ...['cluster_for_parallel_replicas', 'allow_experimental_ai_functions'],
  ...['ai_function_text_default_credentials', 'ai_function_embedding_default_credentials'],
  // SQL, and names of tables.
  ...['additional_result_filter', 'additional_table_filters', 'parallel_replicas_custom_key'],
  ...['schema_inference_hints', 'implicit_table_at_top_level', 'polyglot_dialect'],
  ...['promql_database', 'promql_table', 'allow_experimental_eval_table_function'],
]);

/** Refuses a setting of these. Throws 452. */
export function refuseAdminSetting(name: string): void {
  if (adminSettings.has(name.toLowerCase()))
    throw new ServerError(
      452,
      'SETTING_CONSTRAINT_VIOLATION',
      `Setting ${name} should not be changed: it is for admins, because it reaches files, other machines or SQL past the rights of a user`,
    );
}
