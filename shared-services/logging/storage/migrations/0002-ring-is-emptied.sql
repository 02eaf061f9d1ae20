-- The ring of lines is emptied table by table, by the component itself.
grant truncate on line_0, line_1, line_2, line_3, line_4, line_5, line_6, line_7 to portorium_logging;
