/** What the engine has and was judged to be no way around a user's rights; see `engine-lists.test.ts`. */
export const known = {
  /** Texts that are names of columns, formats or codecs, or that other checks deal with. */
  settings: list(`
    allow_experimental_kusto_dialect allow_experimental_polyglot_dialect allow_experimental_prql_dialect
    allow_python_table_function arrow_flight_request_descriptor_type bool_false_representation
    bool_true_representation chdb_client_name column_names_for_schema_inference compatibility
    compile_sort_description count_distinct_implementation default_view_definer dialect
    distributed_plan_force_exchange_kind errors_output_format evaluation_time
    exclude_materialize_skip_indexes_on_insert force_data_skipping_indices force_optimize_projection_name
    format_csv_null_representation format_custom_field_delimiter format_custom_result_after_delimiter
    format_custom_result_before_delimiter format_custom_row_after_delimiter format_custom_row_before_delimiter
    format_custom_row_between_delimiter format_json_object_each_row_column_for_object_name format_regexp
    format_template_resultset_format format_template_row_format format_template_rows_between_delimiter
    format_tsv_null_representation function_implementation http_response_headers
    iceberg_metadata_compression_method ignore_data_skipping_indices input_format_mysql_dump_table_name
    input_format_orc_reader_time_zone_name insert_deduplication_token local_filesystem_read_method log_comment
    max_recursive_cte_evaluation_depth metrics_perf_events_list min_count_to_compile_sort_description
    network_compression_method output_format_avro_codec output_format_avro_confluent_subject
    output_format_avro_string_column_pattern output_format_image_terminal_mode
    output_format_orc_writer_time_zone_name output_format_pretty_grid_charset
    output_format_sql_insert_table_name preferred_optimize_projection_name promql_evaluation_time
    query_cache_tag query_plan_max_step_description_length remote_filesystem_read_method
    send_logs_source_regexp short_circuit_function_evaluation short_circuit_function_evaluation_for_nulls
    short_circuit_function_evaluation_for_nulls_threshold stream_like_engine_insert_queue
    temporary_files_codec trace_profile_events_list use_text_index_like_evaluation_by_dictionary_scan workload
  `),
  /** `values` and `format`: see `structure-text.ts`. Others read what grants allow, need a grant on their source, or make rows of their own. */
  tableFunctions: list(`
    values format
    cluster clusterallreplicas deltalake deltalakeazure deltalakeazurecluster deltalakecluster deltalakelocal
    deltalakes3 deltalakes3cluster filesystem generate_series generateseries hudi hudicluster iceberg
    icebergazure icebergazurecluster icebergcluster iceberghdfs iceberghdfscluster iceberglocal
    iceberglocalcluster icebergs3 icebergs3cluster jdbc loop mysql numbers numbers_mt odbc paimon paimonazure
    paimonazurecluster paimoncluster paimonhdfs paimonhdfscluster paimonlocal paimons3 paimons3cluster
    postgresql primes remote remotesecure sqlite sqlstandardvalues view viewifpermitted zeros zeros_mt
  `),
  /** They work on their arguments alone, or go by grants (joinGet). */
  functions: list(`
    __scalarsubqueryresult aes_decrypt_mysql aes_encrypt_mysql corrstable covarpopstable covarsampstable
    current_query_id currentprofiles currentqueryid cutquerystring cutquerystringandfragment defaultprofiles
    enabledprofiles evalmlmethod filesystemavailable filesystemcapacity filesystemunreserved formatquery
    formatqueryornull formatquerysingleline formatquerysinglelineornull getmacro
    getmaxtablenamelengthfordatabase getserverport globalin globalinignoreset globalnotin globalnotinignoreset
    globalnotnullin globalnotnullinignoreset globalnullin globalnullinignoreset hascolumnintable
    highlightquery hostname initial_query_id initial_query_start_time initialqueryid initialquerystarttime
    isipaddressinrange joinget joingetornull json_query normalizedqueryhash normalizedqueryhashkeepnames
    normalizequery normalizequerykeepnames obfuscatequery obfuscatequerywithseed query_id queryid querystring
    querystringandfragment randomprintableascii servertimezone serveruuid singlevalueornull stddevpopstable
    stddevsampstable tokenizequery tupletonamevaluepairs varpopstable varsampstable
  `),
  /** About the engine, or the engine itself shows only what the user may see. */
  systemTables: list(`
    aggregate_function_combinators azure_queue_settings build_options clusters codecs collations columns
    constraints contributors dashboards data_skipping_index_types data_skipping_indices data_type_families
    database_engines databases dictionaries dictionary_layouts dictionary_sources dimensional_metrics
    disk_types documentation events fail_points formats functions graphite_retentions histogram_metrics
    jemalloc_bins jemalloc_stats keywords licenses macros merge_tree_settings metrics numbers numbers_mt one
    primes privileges projections replicated_merge_tree_settings s3_queue_settings settings settings_changes
    symbols table_engines table_functions tables time_zones tokenizers unicode zeros zeros_mt
  `),
  /** Those that cannot be filtered are closed to filtered users, see `catalogue.ts`. */
  tableEngines: list(`
    AggregatingMergeTree Alias ArrowStream AzureBlobStorage AzureQueue Buffer COSN CoalescingMergeTree
    CollapsingMergeTree DeltaLake DeltaLakeAzure DeltaLakeLocal DeltaLakeS3 Dictionary Distributed
    EmbeddedRocksDB Executable ExecutablePool File FileLog FuzzJSON FuzzQuery GCS GenerateRandom
    GraphiteMergeTree HDFS Hudi Iceberg IcebergAzure IcebergHDFS IcebergLocal IcebergS3 JDBC Join Kafka
    KeeperMap Log Loop MaterializedPostgreSQL MaterializedView Memory Merge MergeTree MongoDB MySQL Null ODBC
    OSS Paimon PaimonAzure PaimonHDFS PaimonLocal PaimonS3 PostgreSQL QueryRunner Redis Remote RemoteSecure
    ReplacingMergeTree ReplicatedAggregatingMergeTree ReplicatedCoalescingMergeTree
    ReplicatedCollapsingMergeTree ReplicatedGraphiteMergeTree ReplicatedMergeTree ReplicatedReplacingMergeTree
    ReplicatedSummingMergeTree ReplicatedVersionedCollapsingMergeTree S3 S3Queue SQLite Set StripeLog
    SummingMergeTree TimeSeries TinyLog URL VersionedCollapsingMergeTree View WindowView YTsaurus
  `),
};

function list(names: string): ReadonlySet<string> {
  return new Set(names.trim().split(/\s+/));
}
